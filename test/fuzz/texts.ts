import fc from 'fast-check'

/** What stands in the names of all that is hidden. It is never sent whole: where it comes back, it was not the asker who said it. */
export const canary = 'canaryqx'
/** Begins like it: looks for it. */
const probe = canary.slice(0, -1)

/** Texts that somewhere meant something: to a database, a template, a file system, a terminal, a parser, or nobody. */
const hostile = [
  '',
  ' ',
  '\t',
  '\u0000',
  'a\u0000b',
  '\r\nset-cookie: a=b',
  '\u001b[31m',
  '\ud800',
  'a\udfff',
  '\u202eabc',
  '\u200b',
  '\ufeff',
  'e\u0301',
  'ﬀ İ ß ﷺ',
  '𝒳'.repeat(130),
  '👩‍👩‍👧‍👦',
  'x'.repeat(256),
  'x'.repeat(5_000),
  '../../../../etc/passwd',
  '..\\..\\windows',
  '%00',
  '%2e%2e%2f',
  "' OR 1=1 --",
  '"; DROP TABLE photos; --',
  '%',
  '_%_%_',
  '\\',
  '*',
  '$(id)',
  '`id`',
  '$'.concat('{7*7}'),
  '{{7*7}}',
  '<%= 7*7 %>',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '=1+1',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'null',
  'undefined',
  'true',
  'NaN',
  'Infinity',
  '-0',
  '0x10',
  '1e3',
  '1.0',
  '９',
  '01',
  '[object Object]',
  '[]',
  '{}',
  'http://127.0.0.1/',
  'http://169.254.169.254/latest/meta-data/',
  'file:///etc/passwd',
  'javascript:alert(1)',
] as const

export const hostileText = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...hostile) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) },
  { weight: 1, arbitrary: fc.constantFrom(probe, `${probe}*`, `${probe}x`.slice(1), probe.toUpperCase()) },
)

/** Numbers at the edges of what anything can hold. */
const edges = [
  0,
  -1,
  -0,
  1.5,
  0.1,
  255,
  256,
  32_768,
  65_536,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32,
  2 ** 53 - 1,
  2 ** 53,
  2 ** 63,
  1e308,
]
export const hostileNumber = fc.constantFrom(...edges, ...edges.map((edge) => -edge))

/** What asks for photos, right and wrong. */
export const question = fc.oneof(
  fc.constantFrom(
    'sea',
    'tag:sea',
    `tag:${probe}*`,
    `${probe}*`,
    `author:${probe}*`,
    `-${probe}`,
    `sea OR ${probe}*`,
    'created:2019..2021 width:>3000',
    'albumid:1',
    'tree:1',
    'id:1..3',
    'rating:>=4 -author:nobody',
    'field.none:1',
    'level:8',
    'tag:*',
    '"one two"',
    'sea*',
    '(sea OR coast) -tag:(a b)',
    '((((((((((sea))))))))))',
    '(',
    ')',
    '"',
    'tag:',
    ':',
    'NOT NOT sea',
    '- -',
    'created:9999-99-99',
    'width:>1e999',
    `${'('.repeat(200)}sea`,
    'a '.repeat(1_500),
  ),
  hostileText,
)

/** Text that is taken: words of the gallery and any other. */
export const plainText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('sea', 'Sea', 'Storm', 'a', '2024', 'Ångström', '写真', 'new') },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }) },
)
