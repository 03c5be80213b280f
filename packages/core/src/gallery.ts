import { setMaxListeners } from 'node:events'
import { rm } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { createAccessIndex } from './access/access-index.ts'
import { type Actor, systemActor } from './access/actor.ts'
import { createRightsService } from './access/rights.service.ts'
import { createAccountService } from './accounts/account.service.ts'
import { createGivingJob, givingQueue } from './accounts/account-deletion.ts'
import { createAccountDoor } from './accounts/account-door.ts'
import { createRegistrationsService } from './accounts/registrations.service.ts'
import { createActivityService } from './activity/activity.service.ts'
import { createAlbumsService } from './albums/album.service.ts'
import { createAlbumFigures } from './albums/album-figures.ts'
import { createPermalinkHits } from './albums/permalink.hits.ts'
import { createSmartLooks } from './albums/smart-looks.ts'
import { createArchivePlaces } from './archives/archive.places.ts'
import { createArchivesService } from './archives/archive.service.ts'
import { createBatchService } from './batches/batch.service.ts'
import { createAlbumDates } from './browse/album-dates.ts'
import { createBrowseService } from './browse/browse.service.ts'
import { createComputed } from './browse/computed.ts'
import { guarded } from './call.ts'
import { verifyGallery } from './checks/verify-gallery.ts'
import { createCommentsService } from './comments/comment.service.ts'
import { createCommentPace } from './comments/comment-pace.ts'
import type { GalleryContext } from './context.ts'
import { toDatabaseError } from './db/driver-errors.ts'
import { migrate } from './db/migrate.ts'
import { prepareQueue, tidyQueue, warmQueue } from './derivatives/queues.ts'
import { createDerivatives } from './derivatives/service.ts'
import { VitrineError } from './errors/vitrine-error.ts'
import { createCommitBell } from './events/commit-bell.ts'
import { createEventsService } from './events/event.service.ts'
import { createEventLog } from './events/event-log.ts'
import { createGalleryEvents } from './events/gallery-events.ts'
import { createFavouritesService } from './favourites/favourite.service.ts'
import { createFieldsService } from './fields/field.service.ts'
import { createReleasedOriginalsJob, releasedQueue } from './files/released-originals.ts'
import type { ActorGallery, Gallery } from './gallery.types.ts'
import {
  createHistoryForgetJob,
  createHistoryPurgeJob,
  historyForgetQueue,
  historyPurgeQueue,
} from './history/history.purge.ts'
import { createHistoryService } from './history/history.service.ts'
import { createVisitRecorder } from './history/visit-recorder.ts'
import { createHooks } from './hooks/kernel.ts'
import { createIdentitiesService } from './identities/identity.service.ts'
import { createIdentityDoor } from './identities/identity-door.ts'
import { createImportsService } from './imports/import.service.ts'
import { createMetadataDesk } from './ingest/metadata-desk.ts'
import { createSweepPlan, stagingSweepQueue } from './ingest/plan-sweep.ts'
import { createUploadScaler } from './ingest/scale-upload.ts'
import { type RunStep, runStep } from './ingest/steps.ts'
import { createStagingSweep } from './ingest/sweep-staging.ts'
import { languageTag } from './input/language-tag.ts'
import { validate } from './input/validate.ts'
import { createJobsService } from './jobs/job.service.ts'
import { countJobs } from './jobs/job.store.ts'
import { createJobs } from './jobs/jobs.ts'
import { createApiKeyDoor, createApiKeysService } from './keys/api-key.service.ts'
import { withLazyMembers } from './lazy-members.ts'
import { createLibraryService, createSyncRuns, lookAnew } from './library/library.service.ts'
import { createLibraryWatch } from './library/watch/library-watch.ts'
import { createLookups } from './lookups/lookups.ts'
import { createMailJob } from './mail/mail.job.ts'
import { mailQueue } from './mail/mail.queue.ts'
import { createMailService } from './mail/mail.service.ts'
import { createNewsDoor } from './news/news.door.ts'
import { createNewsRound, newsRoundQueue } from './news/news.round.ts'
import { createNewsService } from './news/news.service.ts'
import { type CreateGalleryOptions, parseOptions } from './options.ts'
import { createOverviewService } from './overview/overview.service.ts'
import { createPasskeysService } from './passkeys/passkey.service.ts'
import { createPrepareJob, createWarmUpJob } from './photos/derivative-ahead.ts'
import { createDerivativeTidier } from './photos/derivative-care.ts'
import { createDerivativeIntake } from './photos/derivative-intake.ts'
import { createDerivativesAccess } from './photos/photo.derivatives.ts'
import { createRenderingJob, renderingQueue } from './photos/photo.rendering.ts'
import { createPhotosService } from './photos/photo.service.ts'
import { createSynchroniseJob, synchroniseQueue } from './photos/photo.synchronise.ts'
import { createWriteBackJob, writeBackQueue } from './photos/photo.write-back.ts'
import { createPhotoTotals } from './photos/photo-totals.ts'
import { createToolsService } from './photos/tools.service.ts'
import { createVisitCounter } from './photos/visit-counter.ts'
import { createPluginsService } from './plugins/plugin.service.ts'
import { createPreviews } from './previews/previews.ts'
import { createRatingsService } from './ratings/rating.service.ts'
import { createReviewsService } from './reviews/review.service.ts'
import { createRolesService } from './roles/role.service.ts'
import { createSecondFactorService } from './second-factor/second-factor.service.ts'
import { createSecretBox } from './second-factor/secret-box.ts'
import { createAttemptLimiter } from './sessions/attempt-limiter.ts'
import { createSessionsService } from './sessions/session.service.ts'
import { createPhotoSets } from './sets/photo-sets.ts'
import { createImaging } from './settings/imaging.ts'
import { createSettingsService } from './settings/settings.service.ts'
import { createPhotosOfQuery } from './shares/photos-of-query.ts'
import { createShareDoor } from './shares/share.door.ts'
import { createSharesService } from './shares/share.service.ts'
import { createSiteMapService } from './site-map/site-map.service.ts'
import { createStorageCheckJob, createStorageChecks, storageCheckQueue } from './storage-check/storage-check.service.ts'
import { createTablesService } from './tables/table.service.ts'
import { createTagIndexer, tagIndexQueue } from './tags/tag.index.ts'
import { createTagsService } from './tags/tag.service.ts'
import { defaultToolLimits } from './tools/run-tool.ts'
import { createToolbox } from './tools/toolbox.ts'
import { createUploadParts, createUploadsService } from './uploads/upload.service.ts'
import { createGroupsService } from './users/group.service.ts'
import { describeMe } from './users/me.ts'
import { createPasswordHasher } from './users/password.ts'
import { createUsersService } from './users/user.service.ts'
import { createVideosService } from './videos/video.service.ts'
import { createVideoFiles } from './videos/video-files.ts'
import { createVideoJob, videoQueue } from './videos/video-job.ts'
import { removeVersionsOfDeleted } from './videos/video-removal.ts'
import { createWebhooksService } from './webhooks/webhook.service.ts'
import { createWebhookSending } from './webhooks/webhook-desk.ts'

/** What the services of one actor are made of. */
type Source = readonly [context: GalleryContext, actor: Actor]

/** How long closing waits for calls under way. */
const maxWaitMs = 30_000

/**
 * Opens a gallery: connects, brings the schema up to date, makes the storage ready.
 *
 * @throws {VitrineError} `OPTIONS_INVALID` with every fault; `DATABASE_UNAVAILABLE`, `DATABASE_TOO_NEW`, `MIGRATION_FAILED`; `STORAGE_*`.
 * @example
 * const gallery = await createGallery({ database: sqlite({ file: 'gallery.db' }), storage: fsStorage({ root: './data' }) })
 * const { items } = await gallery.as(guest).albums.list({ parent: null })
 * await gallery.close()
 */
export const createGallery = (input: CreateGalleryOptions): Promise<Gallery> => buildGallery(input, { runStep })

/** The same with parts that are no options: tests put faults between the steps of ingest. */
export const buildGallery = async (input: CreateGalleryOptions, internals: { runStep: RunStep }): Promise<Gallery> => {
  const { options, log, clock } = parseOptions(input)
  const dialect = input.database
  const { storage } = input
  const closing = new AbortController()
  // As many may listen as there are uploads and jobs under way; Node's warning of more than ten is not meant for that.
  setMaxListeners(0, closing.signal)

  const derivatives = createDerivatives({
    root: options.cacheFolder,
    maxPixels: options.limits.maxPixels,
    ...(options.cacheMaxBytes === null ? {} : { diskMaxBytes: options.cacheMaxBytes }),
    markPicture: (mark) => imaging.picture(mark),
    onFault: (error, about) => log.warn('A picture could not be made', { ...about, error }),
  })
  const toolbox = createToolbox({ tools: options.tools, folder: options.stagingFolder, signal: closing.signal })
  const previews = createPreviews({
    toolbox,
    cacheFolder: options.cacheFolder,
    folder: options.stagingFolder,
    maxPixels: options.limits.maxPixels,
    timeoutMs: (options.tools === false ? undefined : options.tools.timeoutMs) ?? defaultToolLimits.timeoutMs,
    onFault: (error, about) => log.warn('A preview could not be kept', { ...about, error }),
  })
  const connections = await dialect.open().catch((error: unknown) => {
    throw toDatabaseError(dialect, error)
  })
  try {
    await migrate(connections.write, dialect)
    await storage.init?.()
  } catch (error) {
    await connections.close()
    throw toDatabaseError(dialect, error)
  }

  const imaging = createImaging({ ...options.derivatives, connections })
  const metadata = createMetadataDesk({
    fixed: options.metadata,
    connections,
    toolbox,
    folder: options.stagingFolder,
  })
  const access = createAccessIndex({
    reader: connections.read,
    clock,
    photosOfQuery: createPhotosOfQuery(() => context),
  })
  const hooks = createHooks({ log })
  const sets = createPhotoSets({ access, connections, dialect, log, signal: closing.signal })
  const smartLooks = createSmartLooks(sets)
  const jobs = createJobs({ connections, dialect, clock, log })
  const context: GalleryContext = {
    options,
    dialect,
    connections,
    storage,
    derivatives,
    imaging,
    metadata,
    toolbox,
    previews,
    uploadScaler: createUploadScaler({ folder: options.stagingFolder, limits: options.limits, log }),
    hooks,
    access,
    bell: createCommitBell({ access, log, signal: closing.signal }),
    lookups: createLookups({ connections, dialect, options }),
    sets,
    albumDates: createAlbumDates(sets, smartLooks),
    smartLooks,
    passwords: createPasswordHasher(options.passwordCost),
    attempts: createAttemptLimiter({ now: () => clock().getTime() }),
    commentPace: createCommentPace({ now: () => clock().getTime() }),
    planSweep: createSweepPlan({ folder: options.stagingFolder, clock, jobs }),
    secrets: input.secret === undefined ? null : createSecretBox(input.secret),
    runStep: internals.runStep,
    log,
    language: null,
    clock,
    signal: closing.signal,
    underWay: new Set(),
  }

  const figuresOf = createAlbumFigures(context, async () => (await access.versions()).commit)
  const totals = createPhotoTotals(context, figuresOf)
  const computed = createComputed()
  const views = createVisitCounter(context)
  const visits = createVisitRecorder(context, { jobs })
  const places = createArchivePlaces()
  const permalinkHits = createPermalinkHits(context)
  const runs = createSyncRuns()
  const watch = createLibraryWatch(context, hooks, (rootId, run) =>
    lookAnew(context, systemActor('library watch'), runs, rootId, run),
  )
  jobs.define(tagIndexQueue, createTagIndexer(context))
  jobs.define(renderingQueue, createRenderingJob(context))
  jobs.define(tidyQueue, createDerivativeTidier(context))
  const videos = createVideoFiles(options.cacheFolder)
  jobs.define(warmQueue, createWarmUpJob(context, jobs), { isLong: true })
  jobs.define(prepareQueue, createPrepareJob(context, jobs))
  jobs.define(videoQueue, createVideoJob(context, videos), { isLong: true })
  removeVersionsOfDeleted(context, videos)
  jobs.define(storageCheckQueue, createStorageCheckJob(context))
  jobs.define(synchroniseQueue, createSynchroniseJob(context), { isLong: true })
  jobs.define(writeBackQueue, createWriteBackJob(context), { isLong: true })
  jobs.define(releasedQueue, createReleasedOriginalsJob(context))
  jobs.define(mailQueue, createMailJob(context, { as: (actor) => as(actor) }), { isPersonal: true })
  jobs.define(newsRoundQueue, createNewsRound(context, jobs), { isLong: true })
  jobs.define(historyPurgeQueue, createHistoryPurgeJob(context, jobs), { isLong: true })
  jobs.define(historyForgetQueue, createHistoryForgetJob(context), { isLong: true })
  jobs.define(givingQueue, createGivingJob(context), { isLong: true })
  const intake = createDerivativeIntake({ hooks, jobs, log, derivatives })
  const uploadParts = createUploadParts(context, jobs)
  jobs.define(stagingSweepQueue, createStagingSweep(context))

  const events = createEventLog(context)
  const sending = createWebhookSending(context, { events, policy: options.addressPolicy })
  const subscriptions = new Set<Promise<unknown>>()
  const galleryEvents = createGalleryEvents(context, {
    events,
    bell: context.bell,
    track: (work) => {
      subscriptions.add(work)
      const forget = () => void subscriptions.delete(work)
      work.then(forget, forget)
    },
  })

  const headOf = (of: GalleryContext) => guarded(of, async () => of.lookups.site((await of.access.versions()).commit))
  const siteOf = async (of: GalleryContext) => (await headOf(of)).site
  const serve: (source: Source) => ActorGallery = withLazyMembers<ActorGallery, Source>({
    actor: ([, actor]) => actor,
    me:
      ([context, actor]) =>
      () =>
        describeMe(context, actor),
    site:
      ([context]) =>
      () =>
        siteOf(context),
    appearance:
      ([context]) =>
      async () =>
        (await headOf(context)).appearance,
    maintenance:
      ([context]) =>
      async () =>
        (await headOf(context)).maintenance,
    albums: ([context, actor]) => createAlbumsService(context, actor, { figuresOf, hits: permalinkHits }),
    photos: ([context, actor]) => createPhotosService(context, actor, { totals, views, visits, jobs }),
    uploads: ([context, actor]) => createUploadsService(context, actor, uploadParts),
    derivatives: ([context, actor]) => createDerivativesAccess(context, actor, jobs),
    archives: ([context, actor]) => createArchivesService(context, actor, { places }),
    videos: ([context, actor]) => createVideosService(context, actor, { jobs, files: videos }),
    fields: ([context, actor]) => createFieldsService(context, actor),
    tags: ([context, actor]) => createTagsService(context, actor),
    browse: ([context, actor]) =>
      createBrowseService(context, actor, { computed, services: () => serve([context, actor]) }),
    account: ([context, actor]) => createAccountService(context, actor),
    registrations: ([context, actor]) => createRegistrationsService(context, actor),
    mail: ([context, actor]) => createMailService(context, actor, { jobs }),
    users: ([context, actor]) => createUsersService(context, actor),
    groups: ([context, actor]) => createGroupsService(context, actor),
    roles: ([context, actor]) => createRolesService(context, actor),
    secondFactor: ([context, actor]) => createSecondFactorService(context, actor),
    identities: ([context, actor]) => createIdentitiesService(context, actor),
    passkeys: ([context, actor]) => createPasskeysService(context, actor),
    keys: ([context, actor]) => createApiKeysService(context, actor),
    reviews: ([context, actor]) => createReviewsService(context, actor),
    shares: ([context, actor]) => createSharesService(context, actor),
    batch: ([context, actor]) => createBatchService(context, actor, { totals }),
    favourites: ([context, actor]) => createFavouritesService(context, actor),
    comments: ([context, actor]) => createCommentsService(context, actor),
    news: ([context, actor]) => createNewsService(context, actor, { jobs }),
    ratings: ([context, actor]) => createRatingsService(context, actor),
    rights: ([context, actor]) => createRightsService(context, actor),
    inLanguage:
      ([context, actor]) =>
      (language) =>
        serve([{ ...context, language: validate(languageTag, language) }, actor]),
    viewAs:
      ([context, actor]) =>
      (target) =>
        serve([context, { kind: 'preview', by: actor.kind === 'preview' ? actor.by : actor, as: target }]),
    library: ([context, actor]) => createLibraryService(context, actor, { runs, watch }),
    imports: ([context, actor]) => createImportsService(context, actor),
    tables: ([context, actor]) => createTablesService(context, actor, { services: () => serve([context, actor]) }),
    siteMap: ([context, actor]) => createSiteMapService(context, actor),
    activity: ([context, actor]) => createActivityService(context, actor),
    history: ([context, actor]) => createHistoryService(context, actor, { visits, jobs }),
    overview: ([context, actor]) => createOverviewService(context, actor, { computed }),
    jobs: ([context, actor]) => createJobsService(context, actor, { jobs }),
    settings: ([context, actor]) => createSettingsService(context, actor, watch),
    plugins: ([context, actor]) => createPluginsService(context, actor),
    tools: ([context, actor]) => createToolsService(context, actor, { jobs }),
    storage: ([context, actor]) => createStorageChecks(context, actor, { jobs }),
    events: ([context, actor]) => createEventsService(context, actor, { events }),
    webhooks: ([context, actor]) => createWebhooksService(context, actor, { events, sending }),
  })

  const as = (actor: Actor): ActorGallery => serve([context, actor])

  let closed: Promise<void> | null = null
  const close = async (): Promise<void> => {
    await hooks.emit('gallery.closing', {})
    closing.abort(new VitrineError('GALLERY_CLOSED'))
    const ends = [
      () => watch.close(),
      () => Promise.allSettled([...runs.byRoot.values()].map(({ result }) => result)),
      () => Promise.race([Promise.allSettled(context.underWay), sleep(maxWaitMs, undefined, { ref: false })]),
      () => sending.close(),
      () => Promise.allSettled(subscriptions),
      () => intake.close(),
      () => jobs.close(),
      () => context.sets.close(),
      () => views.close(),
      () => visits.close(),
      () => permalinkHits.flush(),
      () => derivatives.close(),
      () => metadata.close(),
      () => hooks.close(),
      async () => options.mail.mailer?.close?.(),
      async () => storage.close?.(),
      () => connections.close(),
      async () => {
        if (!options.hasTemporaryCache) return
        await rm(options.cacheFolder, { recursive: true, force: true })
        await rm(`${options.cacheFolder}-incoming`, { recursive: true, force: true })
      },
    ]
    // Whatever one part does wrong, the others are let go of.
    const faults: unknown[] = []
    for (const end of ends) await end().catch((error: unknown) => faults.push(error))
    if (faults.length > 0) throw faults[0]
  }

  const gallery: Gallery = {
    as,
    forRequest: (actor) => serve([{ ...context, access: access.forRequest() }, actor]),
    asSystem: (reason) => {
      if (typeof reason !== 'string' || reason.trim() === '') throw new TypeError('Say why the system acts.')
      return as(systemActor(reason))
    },
    sessions: createSessionsService(context),
    accounts: createAccountDoor(context, { jobs }),
    identities: createIdentityDoor(context),
    outbound: options.addressPolicy,
    keys: createApiKeyDoor(context),
    shares: createShareDoor(context),
    news: createNewsDoor(context),
    hooks,
    jobs,
    events: galleryEvents,
    webhooks: { use: sending.use, start: sending.start },
    site: () => siteOf(context),
    checkHealth: async () => {
      if (closing.signal.aborted) throw new VitrineError('GALLERY_CLOSED')
      await access.versions().catch((error: unknown) => {
        throw new VitrineError('DATABASE_UNAVAILABLE', { cause: error })
      })
      await storage.check?.()
    },
    figures: () =>
      guarded(context, async () => ({
        jobs: await countJobs(connections.read),
        derivatives: derivatives.counts(),
        visits: visits.counts(),
        // Without this one.
        callsUnderWay: context.underWay.size - 1,
      })),
    watchLibrary: (options) => watch.start(options),
    warmUp: () => guarded(context, () => context.sets.warmUp()),
    verify: () => guarded(context, () => verifyGallery(context)),
    close: () => {
      closed ??= close()
      return closed
    },
    [Symbol.asyncDispose]: () => gallery.close(),
  }
  await context
    .planSweep()
    .catch((error: unknown) => log.warn('What uploads left behind could not be looked for', { error }))
  await hooks.emit('gallery.ready', {})
  return gallery
}
