import type { Actor } from '../access/actor.ts'
import { call, callAsAdmin } from '../call.ts'
import type { GalleryContext } from '../context.ts'
import { validate } from '../input/validate.ts'
import type { Jobs } from '../jobs/job.types.ts'
import { transact } from '../transaction.ts'
import { listVisits } from './history.list.ts'
import { historyPurgeQueue, type PurgePayload } from './history.purge.ts'
import { visitDraft, visitPurge } from './history.schema.ts'
import { sumUpVisits } from './history.summary.ts'
import type { HistoryService } from './history.types.ts'
import { writeHistorySettings } from './history-settings.change.ts'
import { historySettingsPatch, readHistorySettings } from './history-settings.ts'
import { mayVisit } from './may-visit.ts'
import type { VisitRecorder } from './visit-recorder.ts'

export const createHistoryService = (
  gallery: GalleryContext,
  actor: Actor,
  { visits, jobs }: { readonly visits: VisitRecorder; readonly jobs: Pick<Jobs, 'enqueue'> },
): HistoryService => ({
  record: (visit) =>
    call(gallery, actor, async (context) => {
      const draft = validate(visitDraft, visit)
      if (await mayVisit(context, draft)) await visits.add(context, draft)
    }),

  list: (options = {}) => callAsAdmin(gallery, actor, async (context) => listVisits(context, options)),

  summary: (options) => callAsAdmin(gallery, actor, async (context) => sumUpVisits(context, options)),

  settings: () => callAsAdmin(gallery, actor, async () => readHistorySettings(gallery.connections.read)),

  setSettings: (patch) =>
    callAsAdmin(gallery, actor, async () => {
      const checked = validate(historySettingsPatch, patch)
      await transact(gallery, actor, (unit) => writeHistorySettings(unit, checked))
      return readHistorySettings(gallery.connections.read)
    }),

  purge: (options) =>
    callAsAdmin(gallery, actor, async () => {
      const { what, before } = validate(visitPurge, options)
      // What waits in memory was before this moment, too.
      await visits.flush()
      const payload: PurgePayload = {
        before: before === undefined ? justAfter(gallery.clock()) : `${before}T00:00:00.000Z`,
        counts: what === 'all',
      }
      await transact(gallery, actor, async (unit) => {
        const after = { historyPurged: { what, before: payload.before } }
        unit.record({ subject: 'setting', id: 0, action: 'updated', after })
      })
      return (await jobs.enqueue(historyPurgeQueue, payload)) as number
    }),
})

const justAfter = (now: Date): string => new Date(now.getTime() + 1).toISOString()
