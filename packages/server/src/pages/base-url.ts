import { VitrineError } from '@vitrine/core'
import type { PagesContext } from './page-context.ts'

/**
 * Where the gallery is found by others: what a request says of that is not believed.
 *
 * @throws {VitrineError} `ROUTE_NOT_FOUND` where it is not set: there is nothing to tell others then
 */
export const requireBaseUrl = ({ server: { options } }: PagesContext): string => {
  if (options.baseUrl === null) throw new VitrineError('ROUTE_NOT_FOUND')
  return options.baseUrl
}
