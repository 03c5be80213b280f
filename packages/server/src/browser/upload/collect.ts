/** A file that was picked or dropped, and the folders it was in, outermost first. */
export interface PickedFile {
  readonly file: File
  readonly folders: readonly string[]
}

/** Files that systems put into folders by themselves, and that nobody means to upload. */
const isNobodys = (name: string): boolean =>
  name.startsWith('.') || ['thumbs.db', 'desktop.ini', 'ehthumbs.db'].includes(name.toLowerCase())

const isWanted = ({ file, folders }: PickedFile): boolean => ![file.name, ...folders].some(isNobodys)

/** From an `<input type=file>`; with `webkitdirectory` the path of each file begins with the folder's own name. */
export const fromInput = (input: HTMLInputElement): PickedFile[] =>
  [...(input.files ?? [])]
    .map((file) => ({ file, folders: file.webkitRelativePath.split('/').slice(0, -1).filter(Boolean) }))
    .filter(isWanted)

const entriesOf = (folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> => {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  // It hands out a hundred at a time, and an empty list at the end.
  const next = (): Promise<FileSystemEntry[]> =>
    new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject)).then((some) => {
      if (some.length === 0) return all
      all.push(...some)
      return next()
    })
  return next()
}

const walk = async (entry: FileSystemEntry, folders: readonly string[]): Promise<PickedFile[]> => {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))
    return [{ file, folders }]
  }
  const found: PickedFile[] = []
  const inside = [...folders, entry.name]
  for (const each of await entriesOf(entry as FileSystemDirectoryEntry)) found.push(...(await walk(each, inside)))
  return found
}

/** What was dropped, folders with all that is in them. */
export const fromDrop = async (transfer: DataTransfer): Promise<PickedFile[]> => {
  // All at once, before anything is awaited: the list is emptied when the event is over.
  const entries = [...transfer.items].flatMap((item) => (item.kind === 'file' ? (item.webkitGetAsEntry() ?? []) : []))
  const files = [...transfer.files]
  if (entries.length === 0) return files.map((file) => ({ file, folders: [] })).filter(isWanted)
  const found: PickedFile[] = []
  for (const entry of entries) found.push(...(await walk(entry, [])))
  return found.filter(isWanted)
}
