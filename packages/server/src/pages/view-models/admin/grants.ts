import type { Album, Capability, EffectiveGrants, Principal } from '@vitrine/core'
import { type FormFault, noFault } from '../form-page.ts'
import type { ViewContext } from '../view-context.ts'
import { type Managed, toManageNav } from './manage.ts'

export const grantable = [
  'view',
  'download',
  'submit',
  'upload',
  'edit',
  'organise',
  'share',
  'manage',
] as const satisfies readonly Capability[]

export interface GrantRow {
  readonly who: string
  readonly type: string
  readonly capabilities: readonly {
    readonly value: Capability
    readonly name: string
    readonly isHeld: boolean
  }[]
  /** Name of its fields; `user-12`. */
  readonly field: string
  /** Where it comes from; `null`: from here. */
  readonly from: { readonly name: string; readonly url: string | null } | null
  /** The same one was granted something here, too. */
  readonly isOverridden: boolean
}

/** `GrantsView@1` */
export interface GrantsView extends Managed {
  readonly title: string
  readonly breadcrumbs: readonly { readonly name: string; readonly url: string | null }[]
  readonly notice: string | null
  readonly stateText: string
  readonly error: string | null
  readonly action: string
  readonly csrfToken: string | null
  readonly inherits: boolean
  readonly own: readonly GrantRow[]
  readonly inherited: readonly GrantRow[]
  readonly stopped: readonly GrantRow[]
  readonly added: {
    readonly type: 'user' | 'group'
    readonly name: string
    readonly nameError: string | null
    readonly capabilities: GrantRow['capabilities']
    readonly capabilitiesError: string | null
  }
  readonly albumUrl: string
}

export interface GrantNames {
  principal(principal: Principal): string
  album(id: number): string | undefined
}

export const toPrincipalField = ({ type, id }: Principal): string => `${type}-${id}`

const toCapabilities = (held: readonly Capability[], { t }: ViewContext): GrantRow['capabilities'] =>
  grantable.map((value) => ({ value, name: t(`capability.${value}`), isHeld: held.includes(value) }))

export const toGrantsView = (
  album: Album,
  effective: EffectiveGrants,
  names: GrantNames,
  request: Pick<GrantsView, 'breadcrumbs' | 'notice' | 'csrfToken' | 'inherits'> & {
    readonly added?: { type: 'user' | 'group'; name: string; capabilities: readonly Capability[] }
    readonly fault?: FormFault
  },
  context: ViewContext,
): GrantsView => {
  const { links, t } = context
  const { fault = noFault } = request
  const grantsHere = effective.grants.filter(({ isInherited }) => !isInherited)
  const held = new Set(grantsHere.map(({ principal }) => toPrincipalField(principal)))
  const toRow = ({ principal, capabilities, albumId, isInherited }: EffectiveGrants['grants'][number]): GrantRow => ({
    who: names.principal(principal),
    type: t(`grants.${principal.type}`),
    capabilities: toCapabilities(capabilities, context),
    field: toPrincipalField(principal),
    from: isInherited
      ? albumId === null
        ? { name: t('grants.hidden'), url: null }
        : { name: names.album(albumId) ?? String(albumId), url: links.path(`/admin/albums/${albumId}/permissions`) }
      : null,
    isOverridden: isInherited && held.has(toPrincipalField(principal)),
  })
  return {
    nav: toManageNav('albums', context),
    title: t('grants.title', { name: album.name }),
    breadcrumbs: request.breadcrumbs,
    notice: request.notice,
    stateText: t(album.locked ? 'grants.locked' : album.visibility === 'private' ? 'grants.private' : 'grants.public'),
    error: fault.message,
    action: links.path(`/admin/albums/${album.id}/permissions`),
    csrfToken: request.csrfToken,
    inherits: request.inherits,
    own: grantsHere.map(toRow),
    inherited: effective.grants.filter(({ isInherited }) => isInherited).map(toRow),
    stopped: effective.stopped.map((grant) => toRow({ ...grant, isInherited: true })),
    added: {
      type: request.added?.type ?? 'user',
      name: request.added?.name ?? '',
      nameError: fault.of('name'),
      capabilities: toCapabilities(request.added?.capabilities ?? ['view', 'download'], context),
      capabilitiesError: fault.of('capabilities'),
    },
    albumUrl: links.path(`/admin/albums/${album.id}`),
  }
}
