import { inputInvalid, type NewUpload } from '@vitrine/core'
import { PhotoUploadFields } from '@vitrine/sdk/contract'
import { safeParse } from 'valibot'
import { coerceTexts } from '../../api/coerce.ts'
import { toIssues } from '../../api/issues.ts'
import { toDescription } from '../receive-photo.ts'

/** What widespread clients send of themselves: of no use here, and no mistake. */
const ignored: ReadonlySet<string> = new Set(['filename', 'name', 'filetype', 'type', 'relativePath'])

/**
 * What the metadata of an upload say of the photo: the fields of a form, by the same names, and `filename`. Tags are a list in JSON,
 * because each name may stand there once.
 *
 * @throws {VitrineError} `INPUT_INVALID` naming the fields.
 */
export const toNewUpload = (metadata: ReadonlyMap<string, string>, bytes: number): NewUpload => {
  const texts = [...metadata].flatMap(([name, value]): (readonly [string, string])[] => {
    if (ignored.has(name)) return []
    return name === 'tags' ? toTags(value).map((tag) => ['tags', tag] as const) : [[name, value]]
  })
  const result = safeParse(PhotoUploadFields, coerceTexts(PhotoUploadFields, texts))
  if (!result.success) throw inputInvalid(toIssues(result.issues))
  const fileName = metadata.get('filename') || metadata.get('name') || 'upload'
  return { ...toDescription(result.output), fileName, bytes }
}

const toTags = (json: string): string[] => {
  try {
    const tags: unknown = JSON.parse(json)
    if (Array.isArray(tags) && tags.every((tag) => typeof tag === 'string')) return tags
  } catch {
    // Said below.
  }
  throw inputInvalid([{ path: 'tags', message: 'Must be a JSON list of texts.' }])
}
