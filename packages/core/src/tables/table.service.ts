import * as v from 'valibot'
import type { Actor } from '../access/actor.ts'
import { call, refusal } from '../call.ts'
import type { GalleryContext } from '../context.ts'
import type { ActorGallery } from '../gallery.types.ts'
import { validate } from '../input/validate.ts'
import type { TablesService } from './table.types.ts'
import { exportTable } from './table-export.ts'
import { importTable } from './table-import.ts'

const format = v.optional(v.picklist(['csv', 'json', 'ndjson'], 'Must be csv, json or ndjson.'))
const flag = v.optional(v.boolean('Must be true or false.'))
/** The scope is checked where lists check theirs. */
const exportInput = v.looseObject({ format, bom: flag })
const importInput = v.object({ format, dryRun: flag, clearEmpty: flag, skipErrors: flag })

export const createTablesService = (
  gallery: GalleryContext,
  actor: Actor,
  { services }: { services: () => ActorGallery },
): TablesService => ({
  export: async function* (options = {}) {
    validate(exportInput, options)
    yield* exportTable(services(), options)
  },
  import: async (content, options = {}) => {
    validate(importInput, options)
    await call(gallery, actor, async () => {
      // Guests change nothing: not even a look at what would change is theirs.
      if (actor.kind === 'guest') throw refusal(actor)
    })
    return importTable({ ...options, gallery, actor }, content)
  },
})
