import { type HistorySettings, visitPeriods, visitTypes, visitWho } from '@vitrine/core'
import { readAdminForm } from '../../admin-form.ts'
import { redirectResponse } from '../../document.ts'
import { requireAdmin } from '../../guard.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../../page-context.ts'
import { dayIn, idIn, readCursor } from '../../query.ts'
import {
  type HistoryQuery,
  historyPath,
  historyPurgeFields,
  historySettingsFields,
  readHistorySettings,
  toAddress,
  toChosen,
  toHistoryFilter,
  toVisitRows,
} from '../../view-models/admin/history.ts'
import { toManageNav } from '../../view-models/admin/manage.ts'
import { chartSpan, toVisitChart } from '../../view-models/admin/visit-chart.ts'
import { type FormFault, faultAt, faultIn, type RefusedForm, toFormFault } from '../../view-models/form-page.ts'

const linesPerPage = 100
const dayMs = 86_400_000
const outcomes = ['saved', 'purged'] as const

/** `/admin/history`: who looked at what, how many there were, and what of it is kept. */
export const registerAdminHistory = (router: PageRouter, pages: PagesContext): void => {
  const { formats, links, server, t } = pages
  const done = (outcome: (typeof outcomes)[number]): Response =>
    redirectResponse(links.path(historyPath, { done: outcome }), server.options)

  const show = async (
    request: PageRequest,
    refused?: RefusedForm & { readonly settings?: HistorySettings; readonly purge?: { what: string; before: string } },
  ): Promise<PageAnswer> => {
    const { gallery, identity } = request
    const query = readQuery(request)
    const { periods, from, to } = chartSpan(query.by, new Date())
    const [page, summary, settings] = await Promise.all([
      gallery.history.list({ limit: linesPerPage, cursor: readCursor(request.query), ...toFilter(query) }),
      gallery.history.summary({ by: query.by, from, to }),
      gallery.history.settings(),
    ])
    const { csrfToken } = identity
    const outcome = outcomes.find((one) => one === request.query.get('done'))
    const fault = (form: string): FormFault => faultIn(refused, form)
    const { all } = summary
    return {
      page: 'admin-history',
      view: {
        nav: toManageNav('history', pages),
        notice: outcome ? t(`history.done.${outcome}`) : null,
        isOff: !settings.guests && !settings.users && !settings.administrators,
        ...toHistoryFilter(query, pages),
        chart: all.total === 0 ? null : toVisitChart(summary, periods, pages),
        figures: visitTypes.map((type) => ({
          label: t(`history.type.${type}`),
          value: formats.number(all.types[type]),
        })),
        chosen: toChosen(query, page.items, pages),
        rows: toVisitRows(page.items, query, pages),
        olderUrl:
          page.nextCursor === null ? null : links.path(historyPath, { ...toAddress(query), cursor: page.nextCursor }),
        forms: [
          {
            id: 'settings',
            title: t('history.settings'),
            lead: t('history.settings.lead'),
            method: 'post',
            action: links.path(`${historyPath}/settings`),
            csrfToken,
            error: fault('settings').message,
            fields: historySettingsFields(refused?.settings ?? settings, fault('settings'), pages),
            submit: t('manage.save'),
          },
          {
            id: 'purge',
            title: t('history.purge'),
            lead: t('history.purge.lead'),
            method: 'post',
            action: links.path(`${historyPath}/purge`),
            csrfToken,
            error: fault('purge').message,
            fields: historyPurgeFields(refused?.purge ?? { what: 'lines', before: '' }, fault('purge'), pages),
            submit: t('history.purge.submit'),
            isDangerous: true,
          },
        ],
      },
      head: { title: t('history.title'), section: 'manage', noIndex: true },
      status: refused?.fault.status ?? 200,
      keep: false,
    }
  }

  router.get(historyPath, async (request) => {
    await requireAdmin(request)
    return show(request)
  })

  router.post(`${historyPath}/settings`, async (request) => {
    const settings = readHistorySettings(await readAdminForm(request, server))
    try {
      await request.gallery.history.setSettings(settings)
    } catch (error) {
      return show(request, { form: 'settings', fault: toFormFault(error, pages), settings })
    }
    return done('saved')
  })

  router.post(`${historyPath}/purge`, async (request) => {
    const form = await readAdminForm(request, server)
    const purge = { what: form.get('what') ?? '', before: form.get('before') ?? '' }
    if (form.get('confirm') !== '1')
      return show(request, { form: 'purge', fault: faultAt('confirm', t('history.purge.unconfirmed'), pages), purge })
    try {
      await request.gallery.history.purge({
        what: purge.what === 'all' ? 'all' : 'lines',
        before: purge.before === '' ? undefined : purge.before,
      })
    } catch (error) {
      return show(request, { form: 'purge', fault: toFormFault(error, pages), purge })
    }
    return done('purged')
  })
}

/** What is asked for, as far as it makes sense: the rest of an address is as if it were not there. */
const readQuery = ({ query }: PageRequest): HistoryQuery => {
  const text = (name: string, max: number): string =>
    (query.get(name) ?? '')
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim()
      .slice(0, max)
  const oneOf = <T extends string>(name: string, list: readonly T[]): T | '' =>
    list.find((one) => one === query.get(name)) ?? ''
  return {
    by: oneOf('by', visitPeriods) || 'day',
    from: dayIn(query, 'from'),
    to: dayIn(query, 'to'),
    who: oneOf('who', visitWho),
    type: oneOf('type', visitTypes),
    photo: text('photo', 255),
    address: text('address', 100),
    user: idIn(query, 'user'),
    link: idIn(query, 'link'),
    album: idIn(query, 'album'),
    tag: idIn(query, 'tag'),
  }
}

const startOf = (day: string, more = 0): string => new Date(Date.parse(day) + more * dayMs).toISOString()

const toFilter = (query: HistoryQuery) => {
  const isNumber = /^#?[1-9]\d{0,14}$/.test(query.photo)
  return {
    from: query.from === '' ? undefined : startOf(query.from),
    // Up to a day is with that day.
    to: query.to === '' ? undefined : startOf(query.to, 1),
    who: query.who || undefined,
    types: query.type === '' ? undefined : [query.type],
    photoId: isNumber ? Number(query.photo.replace('#', '')) : undefined,
    fileName: query.photo === '' || isNumber ? undefined : query.photo,
    address: query.address || undefined,
    userId: query.user ?? undefined,
    linkId: query.link ?? undefined,
    albumId: query.album ?? undefined,
    tagId: query.tag ?? undefined,
  }
}
