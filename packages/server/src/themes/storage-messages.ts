type Format = (value: number) => string
const plain =
  (text: string): (() => string) =>
  () =>
    text

/** The sentences of the page about what is stored. */
export const storageEnglish = {
  'manage.storage.text': plain('Whether every original is there and as it came; what is left over.'),
  'storage.title': plain('Storage'),
  'storage.lead': plain(
    'A check compares what is stored with what the gallery knows, and reads every original to see that it is what it was.',
  ),
  'storage.started': plain('The check has started. It goes on when you leave this page.'),
  'storage.busy': plain('A check is under way already.'),
  'storage.check': plain('Check now'),
  'storage.repair': plain('Check and repair'),
  'storage.repair.text': plain(
    'Repairing puts originals back from other copies of the same file, and moves what no photo has into quarantine. Nothing is deleted.',
  ),
  'storage.last': plain('Last check'),
  'storage.never': plain('Not checked yet'),
  'storage.never.text': plain('Check once in a while, and after a disk or a backup was changed.'),
  'storage.outcome.well': plain('All is well'),
  'storage.outcome.untidy': plain('Nothing is lost'),
  'storage.outcome.damaged': plain('Something is wrong'),
  'storage.outcome.running': plain('Under way'),
  'storage.outcome.abandoned': plain('Interrupted'),
  'storage.finished': (d: { at: string }) => `Finished ${d.at}`,
  'storage.since': (d: { at: string }) => `Started ${d.at}`,
  'storage.figure.objects': plain('originals'),
  'storage.figure.bytes': plain('in all'),
  'storage.figure.hashed': plain('read and compared'),
  'storage.figure.libraryFiles': plain('files in folders'),
  'storage.figure.quarantined': plain('in quarantine'),
  'storage.findings': plain('Found'),
  'storage.findings.none': plain('Nothing was found.'),
  'storage.findings.more': (d: { count: number }, n: Format) =>
    `${n(d.count)} more are not listed here; “vitrine verify” on the server lists what is left after a repair.`,
  'storage.isRepaired': plain('repaired'),
  'storage.kind.missing': plain('Missing'),
  'storage.kind.wrong-size': plain('Of another size'),
  'storage.kind.changed': plain('Changed'),
  'storage.kind.unreadable': plain('Not readable'),
  'storage.kind.orphan': plain('Without a photo'),
  'storage.kind.unknown': plain('Not the gallery’s'),
  'storage.kind.leftover': plain('Left over'),
  'storage.kind.root-offline': plain('Folder not reached'),
  'storage.kind.library-missing': plain('Gone from a folder'),
  'storage.kind.library-changed': plain('Changed in a folder'),
  'storage.kind.library-damaged': plain('Damaged in a folder'),
  'storage.kind.database': plain('In the database'),
} as const
