import { rfc, type Source } from '../../../harness/index.ts';

/** RFC 792 has no numbered sections: the message is its own anchor. */
export const rfc792Echo: Source = {
  text: 'RFC 792, Echo or Echo Reply Message',
  url: 'https://www.rfc-editor.org/rfc/rfc792#page-14',
};
export const rfc792Unreachable: Source = {
  text: 'RFC 792, Destination Unreachable Message',
  url: 'https://www.rfc-editor.org/rfc/rfc792#page-4',
};
export const rfc792TimeExceeded: Source = {
  text: 'RFC 792, Time Exceeded Message',
  url: 'https://www.rfc-editor.org/rfc/rfc792#page-6',
};
export const rfc792ParameterProblem: Source = {
  text: 'RFC 792, Parameter Problem Message',
  url: 'https://www.rfc-editor.org/rfc/rfc792#page-8',
};
export const rfc1071 = rfc(1071, '1');
export const rfc1122Icmp = rfc(1122, '3.2.2');
export const rfc791Header = rfc(791, '3.1');
