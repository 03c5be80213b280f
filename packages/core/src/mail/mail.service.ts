import * as v from 'valibot'
import type { Actor } from '../access/actor.ts'
import { call, requireAdmin } from '../call.ts'
import type { GalleryContext } from '../context.ts'
import { inputInvalid, VitrineError } from '../errors/vitrine-error.ts'
import { isId } from '../input/is-id.ts'
import { validate } from '../input/validate.ts'
import type { Job, Jobs } from '../jobs/job.types.ts'
import { email } from '../users/user.schema.ts'
import { selectUser } from '../users/user.store.ts'
import { type MailJob, mailQueue, requireMailer } from './mail.queue.ts'
import type { MailService, TestMail } from './mail.types.ts'

const testInput = v.strictObject({ to: v.optional(email) })

export const createMailService = (gallery: GalleryContext, actor: Actor, { jobs }: { jobs: Jobs }): MailService => ({
  state: () =>
    call(gallery, actor, async (context) => {
      requireAdmin(context)
      const { mailer, linkTo } = gallery.options.mail
      return {
        isSet: mailer !== undefined,
        hasLinks: linkTo !== undefined,
        description: mailer?.describe?.() ?? null,
      }
    }),

  sendTest: (options = {}) =>
    call(gallery, actor, async (context) => {
      requireAdmin(context)
      // Somebody who looks through other eyes changes nothing, and sends nothing.
      if (actor.kind === 'preview') throw new VitrineError('PREVIEW_READ_ONLY')
      const input = validate(testInput, options)
      requireMailer(gallery)
      const { userId } = context.rights
      const own = userId === null ? undefined : (await selectUser(gallery.connections.read, userId))?.email
      const to = input.to ?? own
      if (!to) throw inputInvalid([{ path: 'to', message: 'Must be an e-mail address.' }])
      const job: MailJob = { letter: 'test', to }
      const jobId = await jobs.enqueue(mailQueue, job, { maxAttempts: 1 })
      return { jobId: jobId ?? 0, state: 'waiting', reason: null }
    }),

  test: (jobId) =>
    call(gallery, actor, async (context) => {
      requireAdmin(context)
      const job = isId(jobId) ? await jobs.get(jobId) : undefined
      if (job?.queue !== mailQueue) throw new VitrineError('JOB_NOT_FOUND')
      return toTestMail(job)
    }),
})

const states = { waiting: 'waiting', running: 'waiting', done: 'sent', failed: 'failed' } as const

const toTestMail = ({ id, state, error }: Job): TestMail => ({
  jobId: id,
  state: states[state],
  reason: error?.message ?? null,
})
