import type { GalleryContext } from '../context.ts'
import type { Finding } from './check.types.ts'
import { albumChecks } from './check-albums.ts'
import { grantChecks } from './check-grants.ts'
import { tagChecks } from './check-tags.ts'

/**
 * Looks whether the database holds together. Reads whole tables: seconds in a gallery of a million photos. A gallery that is being
 * written to may show what is half-way for a moment; look again.
 */
export const verifyGallery = async ({ connections }: Pick<GalleryContext, 'connections'>): Promise<Finding[]> => {
  const findings: Finding[] = []
  for (const check of [...albumChecks, ...grantChecks, ...tagChecks]) {
    const finding = await check(connections.read)
    if (finding) findings.push(finding)
  }
  return findings
}
