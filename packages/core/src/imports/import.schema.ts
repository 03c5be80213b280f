import * as v from 'valibot'
import { id, line } from '../input/validate.ts'
import { level, tagNames } from '../photos/photo.schema.ts'

const yesOrNo = (fallback: boolean) => v.optional(v.boolean('Must be true or false.'), fallback)

/** What is data of the options of an import; signal and callbacks are the caller's. */
export const importInput = v.object({
  sources: v.pipe(
    v.array(v.pipe(v.string('Must be text.'), v.minLength(1, 'Must not be empty.')), 'Must be a list.'),
    v.minLength(1, 'Must name a file or a folder.'),
    v.maxLength(10_000, 'Must have 10000 entries at most.'),
  ),
  album: v.optional(
    v.nullable(
      v.union(
        [id, v.pipe(v.array(line(255), 'Must be a list.'), v.minLength(1, 'Must not be empty.'), v.maxLength(100))],
        'Must be the id of an album, or the names of albums from the root down.',
      ),
    ),
    null,
  ),
  foldersAsAlbums: yesOrNo(true),
  move: yesOrNo(false),
  dryRun: yesOrNo(false),
  level: v.optional(level, 0),
  tags: v.optional(tagNames, []),
})
export type ImportInput = v.InferOutput<typeof importInput>
