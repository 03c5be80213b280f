import type { ResumeOptions } from './types.ts'

const toBase64 = (text: string): string => {
  let binary = ''
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte)
  return btoa(binary)
}

/** What is said of the file, as the header `Upload-Metadata` has it: name and base64, joined by commas. */
export const toMetadata = (options: ResumeOptions): string => {
  const { file, album, title, description, author, level, tags, fields, duplicateBy, onDuplicate } = options
  const filename = options.fileName ?? (file as { name?: string }).name ?? 'photo'
  const list = tags && JSON.stringify(tags)
  const texts = { filename, album, title, description, author, level, tags: list, fields, duplicateBy, onDuplicate }
  return Object.entries(texts)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${toBase64(String(value))}`]))
    .join(',')
}
