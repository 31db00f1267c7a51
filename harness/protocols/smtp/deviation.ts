/** A place where bytes are not what the mail RFCs say. Not a verdict: some are harmless, and checks decide. */
export interface MailDeviation {
  readonly kind: MailDeviationKind;
  /** In bytes, from the first byte of what was parsed. */
  readonly offset: number;
  /** A sentence: `The line ends with LF instead of CRLF`. */
  readonly text: string;
}

type MailDeviationKind =
  // lines
  | 'lf-only'
  | 'bare-cr'
  | 'no-line-end'
  | 'line-too-long'
  | 'eight-bit'
  // commands
  | 'unknown-verb'
  | 'missing-argument'
  | 'surplus-argument'
  | 'bad-address'
  | 'no-angle-brackets'
  | 'space-after-colon'
  // replies
  | 'bad-reply-line'
  | 'codes-differ'
  // messages
  | 'no-header'
  | 'no-blank-line'
  | 'leading-blank-line'
  | 'malformed-field'
  // encodings
  | 'bad-base64'
  | 'bad-quoted-printable'
  | 'bad-encoded-word'
  | 'unknown-encoding'
  | 'no-boundary'
  | 'unclosed-multipart'
  | 'nested-too-deep';
