import { type MetadataJob, type PositionRule, VitrineError } from '@vitrine/core'
import { readAdminForm } from '../../admin-form.ts'
import { redirectResponse } from '../../document.ts'
import { maxLongFormBytes, readForm } from '../../form.ts'
import { requireAdmin } from '../../guard.ts'
import { findRuleAlbum, readRuleChoices, readRules } from '../../metadata/position-rules.ts'
import { metadataFieldOf, readMetadataForm, toMetadataForm, toMetadataPatch } from '../../metadata/settings-form.ts'
import { readNotice } from '../../notice.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../../page-context.ts'
import { maxSearchLength } from '../../query.ts'
import {
  type JobForm,
  type JobName,
  type MetadataPageState,
  toAdminMetadataView,
} from '../../view-models/admin/metadata.ts'
import { type FormFault, faultAt, toFormFault } from '../../view-models/form-page.ts'

type Again = Partial<Pick<MetadataPageState, 'typed' | 'added' | 'refused'>> & {
  /** As they were ticked. */
  readonly rules?: readonly PositionRule[]
}

/** `/admin/metadata`: what is read from files and written into them, and the jobs that do it for photos that are here. */
export const registerAdminMetadata = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages
  const back = (query: Record<string, string>) => redirectResponse(links.path('/admin/metadata', query), server.options)

  const answer = async (request: PageRequest, again: Again = {}): Promise<PageAnswer> => {
    const { gallery, identity, query } = request
    const [state, customFields, tools, reading, writing] = await Promise.all([
      gallery.settings.metadata(),
      gallery.fields.list({ subject: 'photo' }),
      gallery.tools.list(),
      readJob(request, 'reading'),
      readJob(request, 'writing'),
    ])
    const view = toAdminMetadataView(
      {
        csrfToken: identity.csrfToken,
        notice: again.refused ? null : readNotice(query, pages),
        state,
        typed:
          again.typed ??
          toMetadataForm(
            state.settings,
            customFields.map(({ key }) => key),
          ),
        rules: await readRuleChoices(gallery, again.rules ?? state.settings.withoutPosition),
        added: again.added ?? { album: '', link: '' },
        customFields,
        exiftool: tools.find(({ name }) => name === 'exiftool'),
        jobs: { reading, writing },
        ...(again.refused ? { refused: again.refused } : {}),
      },
      pages,
    )
    const isBusy = view.reading.percent !== null || (view.writing?.percent ?? null) !== null
    return {
      page: 'admin-metadata',
      view,
      head: { title: t('mmeta.title'), section: 'manage', noIndex: true, isBusy },
      status: again.refused?.fault.status ?? 200,
      keep: false,
    }
  }

  router.get('/admin/metadata', async (request) => {
    await requireAdmin(request)
    return answer(request)
  })

  router.post('/admin/metadata', async (request) => {
    const form = await readForm(request.event, { maxBytes: maxLongFormBytes })
    await server.checkWrite(request.event, form.get('csrfToken'))
    await requireAdmin(request)
    const { gallery } = request
    const [{ settings, locked }, customFields] = await Promise.all([
      gallery.settings.metadata(),
      gallery.fields.list({ subject: 'photo' }),
    ])
    const shown = toMetadataForm(
      settings,
      customFields.map(({ key }) => key),
    )
    const typed = readMetadataForm(form, shown, locked)
    const areRulesLocked = locked.includes('withoutPosition')
    const rules = areRulesLocked ? settings.withoutPosition : readRules(form.getAll('rule'))
    const added = { album: (form.get('album') ?? '').trim().slice(0, 255), link: form.get('link') ?? '' }
    const refuse = (fault: FormFault) => answer(request, { typed, rules, added, refused: { form: 'settings', fault } })

    const album = added.album === '' ? null : await findRuleAlbum(gallery, added.album)
    if (album === 'none') return refuse(faultAt('album', t('mmeta.position.noAlbum'), pages))
    if (album === 'several') return refuse(faultAt('album', t('mmeta.position.manyAlbums'), pages))
    const withoutPosition = [...rules, ...readRules([`link:${added.link}`, ...(album ? [`album:${album.id}`] : [])])]
    try {
      await gallery.settings.setMetadata({
        ...toMetadataPatch(typed, settings, locked),
        ...(areRulesLocked ? {} : { withoutPosition: unique(withoutPosition) }),
      })
    } catch (error) {
      return refuse(toMetadataFault(error, pages))
    }
    return back({ done: 'saved' })
  })

  /** A form that starts a job over photos. */
  const onJob = (name: JobName, start: (request: PageRequest, typed: JobForm) => Promise<number | null>): void =>
    router.post(`/admin/metadata/${name}`, async (request) => {
      const form = await readAdminForm(request, server)
      const job = {
        q: (form.get('q') ?? '').trim().slice(0, maxSearchLength),
        overwrite: form.get('overwrite') === '1',
        clear: form.get('clear') === '1',
      }
      try {
        const id = await start(request, job)
        return back({ [name]: id === null ? 'already' : String(id) })
      } catch (error) {
        return answer(request, { refused: { form: name, fault: toFormFault(error, pages), job } })
      }
    })

  onJob('reading', ({ gallery }, { q, overwrite, clear }) =>
    gallery.photos.synchronise({ ...(q === '' ? {} : { q }), keepWritten: !overwrite, clear }),
  )
  onJob('writing', ({ gallery }, { q }) => gallery.photos.writeBack(q === '' ? {} : { q }))
}

const unique = (rules: readonly PositionRule[]): PositionRule[] => [
  ...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values(),
]

const toMetadataFault = (error: unknown, pages: PagesContext): FormFault => {
  if (!VitrineError.has(error, 'INPUT_INVALID')) return toFormFault(error, pages)
  return toFormFault(error, pages, Object.fromEntries(error.issues.map(({ path }) => [path, metadataFieldOf(path)])))
}

/** The job that the address names, if it is one. */
const readJob = async ({ gallery, query }: PageRequest, name: JobName): Promise<MetadataJob | 'already' | null> => {
  const job = query.get(name) ?? ''
  if (job === 'already') return 'already'
  if (!/^[1-9]\d{0,14}$/.test(job)) return null
  return gallery.photos.metadataJob(Number(job)).catch((error: unknown) => {
    if (VitrineError.has(error, 'JOB_NOT_FOUND')) return null
    throw error
  })
}
