import type { Me } from '@vitrine/core'
import { contract, listOperations } from '@vitrine/sdk/contract'
import { apiPrefix } from '../../links.ts'
import { type AccountNav, toAccountNav } from './account/nav.ts'
import type { ViewContext } from './view-context.ts'

/** `ApiReferenceView@1`: every operation of the API. A script lets them be tried; without it this is a list. */
export interface ApiReferenceView {
  /** For who has an account here. */
  readonly accountNav: AccountNav | null
  /** The OpenAPI document. */
  readonly documentUrl: string
  /** The documentation site, where it is shown. */
  readonly docsUrl: string | null
  /** As whom requests are sent. */
  readonly whoText: string
  readonly groups: readonly {
    readonly name: string
    readonly operations: readonly { readonly method: string; readonly path: string; readonly summary: string }[]
  }[]
}

export const toApiReferenceView = (me: Me, hasDocs: boolean, context: ViewContext): ApiReferenceView => {
  const { links, t } = context
  const groups = new Map<string, ApiReferenceView['groups'][number]['operations'][number][]>()
  for (const { id, method, path, summary } of listOperations(contract)) {
    const [name = ''] = id.split('.')
    const operations = groups.get(name) ?? []
    groups.set(name, operations)
    operations.push({ method, path: `${apiPrefix}${path}`, summary })
  }
  return {
    accountNav: me.user ? toAccountNav('reference', context) : null,
    documentUrl: links.apiUrl('/openapi.json'),
    docsUrl: hasDocs ? links.path('/docs/') : null,
    whoText: me.name === null ? t('reference.guest') : t('reference.as', { name: me.name }),
    groups: [...groups].map(([name, operations]) => ({ name, operations })),
  }
}
