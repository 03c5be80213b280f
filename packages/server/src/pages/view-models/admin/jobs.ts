import type { Job } from '@vitrine/core'
import type { ViewContext } from '../view-context.ts'
import { type Managed, toManageNav } from './manage.ts'

export const jobStates = ['waiting', 'running', 'done', 'failed'] as const

/** Queues that have a sentence; others are those of plugins, and called by their names. */
const known = [
  'mail',
  'derivatives.tidy',
  'derivatives.warm',
  'derivatives.prepare',
  'videos.convert',
  'storage.check',
  'originals.released',
  'uploads.sweep',
  'staging.sweep',
  'accounts.giving',
  'photos.synchronise',
  'photos.rendering',
  'photos.write-back',
  'tags.index',
] as const

/** `AdminJobsView@1` */
export interface AdminJobsView extends Managed {
  readonly notice: string | null
  readonly fault: string | null
  readonly csrfToken: string | null
  readonly states: readonly { readonly label: string; readonly url: string; readonly isCurrent: boolean }[]
  readonly jobs: readonly {
    readonly name: string
    readonly state: Job['state']
    readonly stateText: string
    /** When, how far and how often: short pieces. */
    readonly facts: readonly string[]
    readonly error: string | null
    readonly retryUrl: string | null
    readonly removeUrl: string | null
  }[]
  readonly olderUrl: string | null
}

export const jobsPath = '/admin/jobs'

export const toAdminJobsView = (
  { items, nextCursor }: { readonly items: readonly Job[]; readonly nextCursor: string | null },
  {
    state,
    ...about
  }: {
    readonly state: Job['state'] | null
    readonly notice: string | null
    readonly fault: string | null
    readonly csrfToken: string | null
  },
  context: ViewContext,
): AdminJobsView => {
  const { links, t } = context
  return {
    ...about,
    nav: toManageNav('jobs', context),
    states: ([null, ...jobStates] as const).map((one) => ({
      label: t(`jobs.state.${one ?? 'all'}`),
      url: links.path(jobsPath, { state: one }),
      isCurrent: one === state,
    })),
    jobs: items.map((job) => toJobView(job, context)),
    olderUrl: nextCursor === null ? null : links.path(jobsPath, { state, cursor: nextCursor }),
  }
}

const toJobView = (job: Job, { links, t, formats }: ViewContext): AdminJobsView['jobs'][number] => {
  const { id, state, progress, attempts, createdAt, finishedAt } = job
  const name = known.find((queue) => queue === job.queue)
  return {
    name: name === undefined ? job.queue : t(`jobs.queue.${name}`),
    state,
    stateText: t(`jobs.state.${state}`),
    facts: [
      finishedAt === null
        ? t('jobs.begun', { at: formats.instant(createdAt) })
        : t('jobs.ended', { at: formats.instant(finishedAt) }),
      ...(progress.total === 0 ? [] : [t('jobs.progress', progress)]),
      ...(attempts < 2 ? [] : [t('jobs.attempts', { count: attempts })]),
    ],
    error: job.error === null || state === 'done' ? null : job.error.message,
    // What a mail was given is forgotten once it ends.
    retryUrl: state === 'failed' && job.queue !== 'mail' ? links.path(`${jobsPath}/${id}/retry`) : null,
    removeUrl: state === 'running' ? null : links.path(`${jobsPath}/${id}/remove`),
  }
}
