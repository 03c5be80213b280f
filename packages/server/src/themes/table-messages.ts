type Format = (value: number) => string
const plain =
  (text: string): (() => string) =>
  () =>
    text

/** The sentences of the page about metadata as tables. */
export const tableEnglish = {
  'tables.title': plain('Tables'),
  'tables.text': plain('What people wrote on photos as CSV or JSON: out, and in again.'),
  'tables.lead': plain(
    'What people wrote on photos goes out as a table, and comes back after it was worked on elsewhere.',
  ),
  'tables.export': plain('Export'),
  'tables.export.lead': plain(
    'One row for each photo: title, description, author, date, position, tags, albums, custom fields.',
  ),
  'tables.export.format': plain('Format'),
  'tables.format.csv': plain('CSV'),
  'tables.format.csv-bom': plain('CSV for spreadsheets that show wrong accents'),
  'tables.format.json': plain('JSON'),
  'tables.format.ndjson': plain('JSON, one object to a line'),
  'tables.export.q': plain('Only photos that a search finds'),
  'tables.export.q.hint': plain('For example: album:Norway created:2019. Empty: all photos.'),
  'tables.export.start': plain('Download'),
  'tables.import': plain('Import'),
  'tables.import.lead': plain('First you see what would change. Nothing is written before you apply it.'),
  'tables.import.file': plain('Table'),
  'tables.import.file.hint': plain('CSV or JSON, 256 MiB at most; larger ones by vitrine metadata import.'),
  'tables.import.tooLarge': plain('It has more than 256 MiB. Larger ones go by vitrine metadata import.'),
  'tables.import.missing': plain('Choose a table.'),
  'tables.import.clear': plain('Empty cells take values away'),
  'tables.import.clear.hint': plain('Otherwise they leave them as they are.'),
  'tables.import.check': plain('Show what would change'),
  'tables.gone': plain('That table is not here any more. Choose it again.'),
  'tables.state.checked': plain('What would change'),
  'tables.state.applying': plain('Being applied'),
  'tables.state.applied': plain('Applied'),
  'tables.state.failed': plain('Not applied to the end'),
  'tables.checking': plain('Looking through the table once more …'),
  'tables.applying': (d: { percent: number }) => `${d.percent} % of the rows written.`,
  'tables.refresh': plain('Look again'),
  'tables.rows': plain('Rows'),
  'tables.wouldChange': plain('Photos that would change'),
  'tables.changed': plain('Photos changed'),
  'tables.unchanged': plain('Unchanged'),
  'tables.failed': plain('Wrong rows'),
  'tables.nothing': plain('Every photo says that already: there is nothing to apply.'),
  'tables.onlyWrong': plain('No row can be applied. Set them right in the table and choose it again.'),
  'tables.ignored': (d: { names: string }) => `Columns that mean nothing here: ${d.names}.`,
  'tables.byColumn': plain('By column'),
  'tables.changes': plain('Changes'),
  'tables.changes.first': (d: { count: number }, n: Format) => `The first ${n(d.count)}.`,
  'tables.errors': plain('Wrong rows, and why'),
  'tables.errors.lead': plain(
    'They are left out. Set them right in the table and choose it again, or apply the others.',
  ),
  'tables.errors.left': plain('They were left out.'),
  'tables.row': plain('Row'),
  'tables.photo': plain('Photo'),
  'tables.column': plain('Column'),
  'tables.before': plain('Now'),
  'tables.was': plain('Before'),
  'tables.after': plain('Then'),
  'tables.is': plain('Now'),
  'tables.reason': plain('Reason'),
  'tables.apply': (d: { count: number }, n: Format) =>
    d.count === 1 ? 'Change 1 photo' : `Change ${n(d.count)} photos`,
  'tables.applyRest': (d: { count: number }, n: Format) =>
    d.count === 1 ? 'Change 1 photo, without the wrong rows' : `Change ${n(d.count)} photos, without the wrong rows`,
} as const
