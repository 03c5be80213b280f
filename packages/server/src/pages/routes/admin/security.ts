import { type SecondFactorRule, secondFactorRules, VitrineError } from '@vitrine/core'
import { readAdminForm } from '../../admin-form.ts'
import { redirectResponse } from '../../document.ts'
import { findUser } from '../../find-user.ts'
import { requireAdmin } from '../../guard.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../../page-context.ts'
import { toManageNav } from '../../view-models/admin/manage.ts'
import { type FormFault, faultAt, noFault, toFormFault } from '../../view-models/form-page.ts'

const base = '/admin/security'

/** `/admin/security`: who must have a second factor, and taking one away that was lost. */
export const registerAdminSecurity = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages

  const answer = async (
    { gallery, identity, query }: PageRequest,
    again: { policy?: FormFault; reset?: FormFault; username?: string } = {},
  ): Promise<PageAnswer> => {
    const { required } = await gallery.secondFactor.policy()
    const { csrfToken } = identity
    const { policy = noFault, reset = noFault } = again
    const done = query.get('done')
    return {
      page: 'admin-form',
      view: {
        nav: toManageNav('security', pages),
        title: t('security.admin.title'),
        lead: t('security.admin.lead'),
        marks: [],
        breadcrumbs: [],
        notice: done === 'saved' ? t('done.saved') : done === 'reset' ? t('security.reset.done') : null,
        links: [],
        forms: [
          {
            id: 'policy',
            title: t('security.policy'),
            method: 'post',
            action: links.path(`${base}/policy`),
            csrfToken,
            error: policy.message,
            fields: [
              {
                kind: 'choice',
                name: 'required',
                label: t('security.policy.who'),
                options: secondFactorRules.map((rule) => ({
                  value: rule,
                  label: t(`security.policy.${rule}`),
                  hint: t(`security.policy.${rule}.hint`),
                  isSelected: rule === required,
                })),
                error: policy.of('required'),
              },
            ],
            submit: t('security.policy.save'),
          },
          {
            id: 'reset',
            title: t('security.reset'),
            lead: t('security.reset.text'),
            method: 'post',
            action: links.path(`${base}/reset`),
            csrfToken,
            error: reset.message,
            fields: [
              {
                kind: 'text',
                name: 'username',
                label: t('signIn.username'),
                value: again.username ?? '',
                maxLength: 64,
                required: true,
                error: reset.of('username'),
              },
            ],
            submit: t('security.reset.submit'),
            isDangerous: true,
          },
        ],
      },
      head: { title: t('security.admin.title'), section: 'manage', noIndex: true },
      status: Math.max(policy.status, reset.status),
      keep: false,
    }
  }

  router.get(base, async (request) => {
    await requireAdmin(request)
    return answer(request)
  })

  router.post(`${base}/policy`, async (request) => {
    const form = await readAdminForm(request, server)
    try {
      await request.gallery.secondFactor.setPolicy({ required: form.get('required') as SecondFactorRule })
    } catch (error) {
      const unavailable = VitrineError.has(error, 'SECOND_FACTOR_UNAVAILABLE')
      return answer(request, {
        policy: unavailable ? faultAt('required', error.message, pages) : toFormFault(error, pages),
      })
    }
    return redirectResponse(links.path(base, { done: 'saved' }), server.options)
  })

  router.post(`${base}/reset`, async (request) => {
    const form = await readAdminForm(request, server)
    const username = (form.get('username') ?? '').trim()
    const user = (await findUser(request.gallery, username))?.id ?? null
    if (!user) return answer(request, { reset: faultAt('username', t('security.reset.unknown'), pages), username })
    try {
      await request.gallery.secondFactor.reset(user)
    } catch (error) {
      return answer(request, { reset: toFormFault(error, pages), username })
    }
    return redirectResponse(links.path(base, { done: 'reset' }), server.options)
  })
}
