import type { Rights } from '../access/rights.ts'
import type { RangeFacet, ValueFacet } from './browse.types.ts'
import { toCells } from './calendar.ts'
import { countAlbums } from './count-albums.ts'
import { countCameras, countCodes, toRounded } from './count-codes.ts'
import { countLevels, countRatings, countShapes } from './count-figures.ts'
import { countTags, type TagParents } from './count-tags.ts'
import { countDays } from './days.ts'
import type { Pausable, PhotoSet } from './photo-set.ts'
import { type Spread, spreadOf } from './ranges.ts'
import { type Tally, toTally } from './tally.ts'

export const countValues = (
  photos: PhotoSet,
  name: ValueFacet,
  rights: Pick<Rights, 'tree' | 'view'>,
  tagParents: TagParents,
): Pausable<Tally> | Tally => {
  const { catalogue, slots } = photos
  switch (name) {
    case 'tag':
      return countTags(catalogue, photos, tagParents)
    case 'album':
      return countAlbums(catalogue, photos, rights)
    case 'orientation':
      return countShapes(catalogue, slots)
    case 'rating':
      return countRatings(catalogue, slots)
    case 'level':
      return countLevels(catalogue, slots)
    case 'camera':
      return countCameras(catalogue, slots)
    case 'year':
      return countYears(photos)
    case 'aperture':
    case 'exposure':
    case 'focal':
      return countCodes(catalogue, slots, name, toRounded)
    default:
      return countCodes(catalogue, slots, name)
  }
}

const countYears = ({ catalogue, slots }: PhotoSet): Tally => {
  const days = countDays(catalogue, slots, 'created')
  const years = toCells(days, {}).cells.map(({ value, photos }) => [value, photos] as const)
  return toTally(years, { photos: slots.length, without: days.undated })
}

const columns = { width: 'widthsPx', height: 'heightsPx', filesize: 'bytes' } as const

export const countRange = ({ catalogue, slots }: PhotoSet, name: RangeFacet): Spread =>
  spreadOf(catalogue, slots, columns[name], name === 'filesize' ? 1_024 : 1)
