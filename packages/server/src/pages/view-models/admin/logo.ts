import type { SiteLogo } from '@vitrine/core'
import type { FormFault } from '../form-page.ts'
import type { ViewContext } from '../view-context.ts'
import { type Managed, toManageNav } from './manage.ts'

/** `AdminLogoView@1`: the logo of the site. */
export interface AdminLogoView extends Managed {
  readonly breadcrumbs: readonly { readonly name: string; readonly url: string | null }[]
  readonly notice: string | null
  readonly error: string | null
  readonly csrfToken: string | null
  readonly action: string
  readonly pictures: readonly {
    /** Also the name of the field. */
    readonly ground: 'light' | 'dark'
    readonly title: string
    readonly hint: string
    /** What is there now. */
    readonly shown: { readonly url: string; readonly widthPx: number; readonly heightPx: number } | null
    readonly error: string | null
  }[]
  readonly withTitle: boolean
}

export const toAdminLogo = async (
  state: {
    readonly logo: SiteLogo | null
    /** The address of a picture by its digest. */
    readonly urlOf: (digest: string) => Promise<string>
    readonly csrfToken: string | null
    readonly notice: string | null
    readonly fault: FormFault
  },
  context: ViewContext,
): Promise<AdminLogoView> => {
  const { links, t } = context
  const picture = async (ground: 'light' | 'dark') => {
    const there = state.logo?.[ground]
    return {
      ground,
      title: t(`mlogo.${ground}`),
      hint: t(`mlogo.${ground}.hint`),
      shown: there ? { url: await state.urlOf(there.digest), widthPx: there.widthPx, heightPx: there.heightPx } : null,
      error: state.fault.of(ground),
    }
  }
  return {
    nav: toManageNav('themes', context),
    breadcrumbs: [{ name: t('mthemes.title'), url: links.path('/admin/themes') }],
    notice: state.notice,
    error: state.fault.message,
    csrfToken: state.csrfToken,
    action: links.path('/admin/themes/logo'),
    pictures: [await picture('light'), await picture('dark')],
    withTitle: state.logo?.withTitle ?? false,
  }
}
