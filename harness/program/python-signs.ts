/** A mark of one major version, matched against `bare`: the source without comments and the insides of strings. */
export interface Sign {
  readonly pattern: RegExp;
  readonly what: string;
}

/** What Python 3 refuses to compile (or takes for something else and dies of at once). Matched against `bare`. */
export const syntaxOf2: readonly Sign[] = [
  {
    pattern:
      /^[ \t]*(?:(?:else:|try:|finally:|(?:if|elif|for|while|except)\b[^\n]*:)[ \t]*)?print[ \t]+(?!>>|[=.,)\]:]|(?:in|is|and|or|if|not)\b|[-+*/%<&|^]=?[ \t]+\S)(?!\()[^\s(=]/m,
    what: 'print statement',
  },
  { pattern: /^[ \t]*print[ \t]*>>/m, what: 'print >> statement' },
  { pattern: /^[ \t]*print[ \t]*\([^()\n]*\)[ \t]*%/m, what: 'print statement with %' },
  { pattern: /^[ \t]*print["'](?=[ \w]*["'])/m, what: 'print statement' },
  { pattern: /^[ \t]*except[ \t]+[\w.]+[ \t]*,[ \t]*\w+[ \t]*:/m, what: '`except X, e`' },
  { pattern: /^[ \t]*except[ \t]*\([^)\n]*\)[ \t]*,[ \t]*\w+[ \t]*:/m, what: '`except (X, Y), e`' },
  { pattern: /`[^`\n]+`/, what: 'backticks' },
  { pattern: /\S[ \t]*<>[ \t]*\S/, what: '`<>`' },
  { pattern: /^[ \t]*exec[ \t]+["'\w]/m, what: 'exec statement' },
  { pattern: /^[ \t]*raise[ \t]+[\w.]+[ \t]*,[ \t]*["'\w]/m, what: '`raise X, message`' },
  { pattern: /(?<![\w.])0\d+(?![\w.])/, what: 'octal number without 0o' },
  { pattern: /(?<![\w.])\d+L\b/, what: 'long number' },
  { pattern: /\bur["']/, what: "`ur''` string" },
];

/** What compiles under Python 3 and cannot work there, unless the source defines it itself. */
export const meaningOf2: readonly Sign[] = [
  {
    pattern:
      /^[ \t]*import[ \t]+(?:[\w.]+[ \t]*,[ \t]*)*(?:urllib2|httplib|urlparse|ConfigParser|Queue|thread|StringIO|cStringIO|commands|SocketServer|BaseHTTPServer|SimpleHTTPServer|cPickle|HTMLParser|Tkinter|md5|sets|mimetools|cookielib|dummy_thread)\b/m,
    what: 'import of a Python 2 module',
  },
  {
    pattern:
      /^[ \t]*from[ \t]+(?:urllib2|httplib|urlparse|ConfigParser|Queue|thread|StringIO|cStringIO|commands|SocketServer|BaseHTTPServer|SimpleHTTPServer|cPickle|HTMLParser|Tkinter)[ \t]+import/m,
    what: 'import of a Python 2 module',
  },
  {
    pattern: /^[ \t]*from[ \t]+urllib[ \t]+import[ \t]+(?:urlopen|quote|unquote|urlencode)/m,
    what: 'urllib of Python 2',
  },
  { pattern: /\burllib\.(?:urlopen|urlencode|quote|unquote|urlretrieve)\b/, what: 'urllib of Python 2' },
  { pattern: /\braw_input[ \t]*\(/, what: 'raw_input' },
  { pattern: /\bxrange[ \t]*\(/, what: 'xrange' },
  { pattern: /\.has_key[ \t]*\(/, what: 'has_key' },
  { pattern: /\.iter(?:items|keys|values)[ \t]*\(/, what: 'iteritems' },
  { pattern: /(?<![\w.])(?:unicode|unichr|long|execfile)[ \t]*\(/, what: 'a built-in of Python 2' },
  { pattern: /\bbasestring\b/, what: 'basestring' },
  { pattern: /\bsys\.maxint\b/, what: 'sys.maxint' },
  {
    pattern: /\bstring\.(?:letters|lowercase|uppercase|maketrans|join|atoi|split|replace)\b/,
    what: 'the string module of Python 2',
  },
  { pattern: /\bos\.getcwdu\b/, what: 'os.getcwdu' },
];

/** What Python 2 has and Python 3 once had. */
export const goneFrom3: readonly Sign[] = [{ pattern: /\btime\.clock[ \t]*\(/, what: 'time.clock' }];

/** What Python 2 refuses to compile. */
export const syntaxOf3: readonly Sign[] = [
  { pattern: /(?<![\w])(?:f|rf|fr|F)["']/, what: 'an f-string' },
  { pattern: /^[ \t]*nonlocal\b/m, what: 'nonlocal' },
  { pattern: /^[ \t]*async[ \t]+(?:def|with|for)\b/m, what: 'async' },
  { pattern: /\)[ \t]*->[ \t]*[\w"'[\].]+[ \t]*:/, what: 'an annotation' },
  { pattern: /^[ \t]*def[ \t]+\w+[ \t]*\([^)\n]*\w[ \t]*:[ \t]*[\w"'[]/m, what: 'an annotation' },
  { pattern: /\(\s*\w+[ \t]*:=/, what: '`:=`' },
  { pattern: /^[ \t]*raise\b[^\n]*\bfrom\b/m, what: '`raise ... from`' },
];

/** What Python 2 does not have, though it compiles there. */
export const meaningOf3: readonly Sign[] = [
  {
    pattern:
      /^[ \t]*(?:import|from)[ \t]+(?:urllib\.(?:parse|request|error)|http\.(?:server|client)|socketserver|queue|configparser|_thread|asyncio|pathlib|secrets|concurrent|dataclasses|typing|ipaddress|statistics|enum|selectors)\b/m,
    what: 'import of a Python 3 module',
  },
  { pattern: /\bbytes[ \t]*\([^()\n]*,/, what: 'bytes(..., encoding)' },
  { pattern: /\bbytes[ \t]*\([ \t]*\[/, what: 'bytes([...])' },
  { pattern: /^[ \t]*from[ \t]+\w+[ \t]+import[^\n]*\bbytes_types\b/m, what: 'bytes_types' },
  {
    pattern:
      /\b(?:FileNotFoundError|Connection(?:Refused|Reset|Aborted)?Error|PermissionError|BrokenPipeError|TimeoutError)\b/,
    what: 'an exception of Python 3',
  },
  { pattern: /\btime\.(?:perf_counter|monotonic|time_ns|process_time)\b/, what: 'a clock of Python 3' },
  { pattern: /\bint\.(?:from|to)_bytes\b|\.to_bytes\(/, what: 'int.from_bytes' },
  { pattern: /\bexist_ok\b|\bencoding[ \t]*=|\bflush[ \t]*=[ \t]*True/, what: 'a keyword of Python 3' },
  { pattern: /^[ \t]*print[ \t]*\([^\n]*\b(?:end|sep)[ \t]*=/m, what: 'print with end=' },
  { pattern: /\bsuper\(\)/, what: 'super()' },
];
