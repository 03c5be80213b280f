import type { Actor } from '../access/actor.ts'
import { call, requireAdmin } from '../call.ts'
import type { GalleryContext } from '../context.ts'
import { validate } from '../input/validate.ts'
import { importInput } from './import.schema.ts'
import type { ImportsService } from './import.types.ts'
import { runImport } from './import-run.ts'

export const createImportsService = (gallery: GalleryContext, actor: Actor): ImportsService => ({
  run: async ({ signal, onProgress, onFile, ...options }) => {
    await call(gallery, actor, async (context) => requireAdmin(context))
    const input = validate(importInput, options)
    const stop = signal ? AbortSignal.any([gallery.signal, signal]) : gallery.signal
    return runImport({
      gallery,
      actor,
      input,
      signal: stop,
      ...(onProgress ? { onProgress } : {}),
      ...(onFile ? { onFile } : {}),
    })
  },
})
