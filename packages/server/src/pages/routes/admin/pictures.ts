import { type DerivativesToPurge, VitrineError, type WarmUpProgress } from '@vitrine/core'
import { baseHeaders, noStore } from '../../../http/headers.ts'
import { readAdminForm } from '../../admin-form.ts'
import { redirectResponse } from '../../document.ts'
import { requireAdmin } from '../../guard.ts'
import { readNotice } from '../../notice.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../../page-context.ts'
import { readMarkForm, toMark } from '../../pictures/mark-form.ts'
import { readRows, toSizes } from '../../pictures/size-rows.ts'
import { type PicturesState, toAdminPicturesView } from '../../view-models/admin/pictures.ts'
import { faultAt, toFormFault } from '../../view-models/form-page.ts'

/** `/admin/pictures`: sizes, formats, watermarks, the cache, and the programs for more formats. */
export const registerAdminPictures = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages
  const back = (query: Record<string, string>) => redirectResponse(links.path('/admin/pictures', query), server.options)

  const answer = async (request: PageRequest, refused?: PicturesState['refused']): Promise<PageAnswer> => {
    const { gallery, identity, query } = request
    const [state, figures, tools, warming] = await Promise.all([
      gallery.settings.derivatives(),
      gallery.derivatives.figures(),
      gallery.tools.list(),
      readWarming(request),
    ])
    const removed = /^\d{1,12}$/.exec(query.get('removed') ?? '')
    const view = toAdminPicturesView(
      {
        csrfToken: identity.csrfToken,
        notice: removed ? t('mpics.removed', { count: Number(removed[0]) }) : readNotice(query, pages),
        state,
        figures,
        tools,
        warming,
        ...(refused ? { refused } : {}),
      },
      pages,
    )
    return {
      page: 'admin-pictures',
      view,
      head: { title: t('mpics.title'), section: 'manage', noIndex: true, isBusy: view.warm.percent !== null },
      status: refused?.fault.status ?? 200,
      keep: false,
    }
  }

  /** A form of an administrator, whose faults come back with the page. */
  const post = (path: string, work: (request: PageRequest, form: URLSearchParams) => Promise<Response | PageAnswer>) =>
    router.post(`/admin/pictures/${path}`, async (request) => {
      const form = await readAdminForm(request, server)
      return work(request, form)
    })

  router.get('/admin/pictures', async (request) => {
    await requireAdmin(request)
    return answer(request)
  })

  router.get('/admin/pictures/watermarks/:name/preview', async (request) => {
    await requireAdmin(request)
    const bytes = await request.gallery.settings.previewWatermark(request.event.context.params?.name ?? '')
    return new Response(Buffer.from(bytes), {
      headers: { ...baseHeaders(server.options), ...noStore, 'content-type': 'image/jpeg' },
    })
  })

  post('sizes', async (request, form) => {
    const { settings } = request.gallery
    const rows = readRows(form)
    try {
      const before = (await settings.derivatives()).settings
      await settings.setDerivatives({
        sizes: toSizes(rows, before.sizes),
        renderAhead: rows.filter(({ isAhead }) => isAhead).map(({ name }) => name),
      })
    } catch (error) {
      const fault = toFormFault(error, pages)
      // `sizes.3.widthPx` is about the fourth row.
      const issues = VitrineError.is(error) ? (error.issues ?? []) : []
      const details = issues.map(({ path, message }) => {
        const [, index, field] = path.split('.')
        return [rows[Number(index)]?.name, field, message].filter((part) => part !== undefined).join(': ')
      })
      return answer(request, { form: 'sizes', fault, rows, details: details.join(' ') || fault.message || '' })
    }
    return back({ done: 'saved' })
  })

  post('formats', async (request, form) => {
    const typed = (format: string) => Number((form.get(`quality-${format}`) ?? '').trim() || Number.NaN)
    const { settings } = request.gallery
    try {
      const { locked } = await settings.derivatives()
      const patch = {
        formats: [
          'jpeg' as const,
          ...(form.get('webp') === '1' ? (['webp'] as const) : []),
          ...(form.get('avif') === '1' ? (['avif'] as const) : []),
        ],
        quality: { jpeg: typed('jpeg'), webp: typed('webp'), avif: typed('avif') },
        convertVideos: form.get('videos') === '1',
      }
      // What the configuration fixes is shown, and left alone.
      const open = Object.entries(patch).filter(([name]) => !locked.some((each) => each === name))
      await settings.setDerivatives(Object.fromEntries(open))
    } catch (error) {
      const fieldOf = { 'quality.jpeg': 'quality-jpeg', 'quality.webp': 'quality-webp', 'quality.avif': 'quality-avif' }
      return answer(request, { form: 'formats', fault: toFormFault(error, pages, fieldOf) })
    }
    return back({ done: 'saved' })
  })

  router.post('/admin/pictures/watermarks', async (request) => {
    const sent = await readMarkForm(request.event)
    await server.checkWrite(request.event, sent.csrfToken)
    await requireAdmin(request)
    const { gallery } = request
    const { typed } = sent
    try {
      const mark = await toMark(gallery, typed, sent.picture)
      if (mark === null) {
        const fault = faultAt('picture', t('mpics.mark.picture.missing'), pages)
        return answer(request, { form: 'mark', fault, mark: typed })
      }
      const { watermarks, usualWatermark } = (await gallery.settings.derivatives()).settings
      const others = watermarks.filter(({ name }) => name !== mark.name)
      await gallery.settings.setDerivatives({
        watermarks: [...others, mark],
        // The first one is meant to be seen.
        ...(watermarks.length === 0 && usualWatermark === null ? { usualWatermark: mark.name } : {}),
      })
    } catch (error) {
      return answer(request, { form: 'mark', fault: toMarkFault(error, pages), mark: typed })
    }
    return back({ done: 'saved' })
  })

  post('usual-watermark', async (request, form) => {
    await request.gallery.settings.setDerivatives({ usualWatermark: form.get('name') || null })
    return back({ done: 'saved' })
  })

  post('remove-watermark', async (request, form) => {
    const { settings } = request.gallery
    const { watermarks, usualWatermark, watermarkRules } = (await settings.derivatives()).settings
    const gone = form.get('name') ?? ''
    await settings.setDerivatives({
      watermarks: watermarks.filter(({ name }) => name !== gone),
      usualWatermark: usualWatermark === gone ? null : usualWatermark,
      watermarkRules: watermarkRules.filter(({ watermark }) => watermark !== gone),
    })
    return back({ done: 'deleted' })
  })

  post('purge', async (request, form) => {
    const [size, what] = [form.get('size'), form.get('what')]
    const scope: DerivativesToPurge = size !== null ? { size } : what === 'all' ? { all: true } : { outdated: true }
    return back({ removed: String(await request.gallery.derivatives.purge(scope)) })
  })

  post('warm', async (request) => {
    const { formats: offered } = (await request.gallery.settings.derivatives()).settings
    const jobId = await request.gallery.derivatives.warmUp({ formats: offered })
    return back({ job: jobId === null ? 'already' : String(jobId) })
  })

  post('programs', async (request) => {
    await request.gallery.tools.refresh()
    return back({ done: 'saved' })
  })
}

const markFields: Readonly<Record<string, string>> = {
  opacityPercent: 'opacity',
  marginPercent: 'margin',
  widthPercent: 'width',
  minWidthPx: 'minWidth',
}

/** `watermarks.2.opacityPercent` is about the field `opacity`. */
const toMarkFault = (error: unknown, pages: PagesContext) => {
  if (!VitrineError.has(error, 'INPUT_INVALID')) return toFormFault(error, pages)
  const fieldOf = Object.fromEntries(
    error.issues.map(({ path }) => {
      const last = path.split('.').at(-1) ?? ''
      return [path, markFields[last] ?? last]
    }),
  )
  return toFormFault(error, pages, fieldOf)
}

/** The job that the address names, if it is one. */
const readWarming = async ({ gallery, query }: PageRequest): Promise<WarmUpProgress | 'already' | null> => {
  const job = query.get('job') ?? ''
  if (job === 'already') return 'already'
  if (!/^[1-9]\d{0,14}$/.test(job)) return null
  return gallery.derivatives.warming(Number(job)).catch((error: unknown) => {
    if (VitrineError.has(error, 'JOB_NOT_FOUND')) return null
    throw error
  })
}
