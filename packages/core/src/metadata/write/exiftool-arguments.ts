import type { Orientation } from '../../media/types.ts'
import { canonicalProperty, propertyKinds } from '../xmp-names.ts'
import type { Assignment } from './write.types.ts'

const common = ['-config', '', '-q', '-q', '-charset', 'utf8', '-api', 'largefilesupport=1']

/** Texts that XMP keeps in several languages: set as a whole, they would lose all but one. */
const isAlternative = (tag: string): boolean => {
  const [, prefix = '', name = ''] = /^XMP-([\w-]+):([\w-]+)$/i.exec(tag) ?? []
  return propertyKinds[canonicalProperty(prefix, name) ?? ''] === 'alt'
}

/** Lists are set value by value. */
const toArguments = ({ tag, values }: Assignment): string[] => {
  if (values.length === 0) return [`-${tag}=`]
  const name = isAlternative(tag) ? `${tag}-x-default` : tag
  return values.map((value) => `-${name}=${value.replaceAll('\0', '')}`)
}

/** Whether any of the texts for IPTC needs more than ASCII, so that it must say in what it is written. */
export const needsIptcCharset = (assignments: readonly Assignment[]): boolean =>
  assignments.some(({ tag, values }) => tag.startsWith('IPTC:') && values.some((value) => /[^\0-\x7f]/.test(value)))

/**
 * What exiftool is asked to write. What IPTC has already is never written anew: exiftool would bring it into the form of the standard,
 * cut what is too long, and give a zone to times that have none. See `toUtf8Iptc` for what is not UTF-8 yet.
 */
export const editArguments = (assignments: readonly Assignment[]): string[] => [
  ...common,
  ...(needsIptcCharset(assignments) ? ['-charset', 'iptc=UTF8', '-IPTC:CodedCharacterSet=UTF8'] : []),
  ...assignments.flatMap(toArguments),
]

/** Puts a block of IPTC that lies in a file of the same folder where the picture has its own. */
export const iptcArguments = (block: string): string[] => [...common, `-IPTC<=${block}`]

interface Carrying {
  /** Whether anything may lie behind the picture. */
  readonly isCarrying: boolean
}

/** What lies behind a picture, and the film of a HEIF file. */
const carried = ['-trailer:all=', '-MotionPhotoVideo=']

/** All metadata but colours and how the picture is turned. */
export const stripArguments = (orientation: Orientation | null, { isCarrying }: Carrying): string[] => [
  ...common,
  '-all=',
  '--icc_profile:all',
  ...(isCarrying ? carried : []),
  ...(orientation === null || orientation === 1 ? [] : [`-EXIF:Orientation#=${orientation}`]),
]

/** Positions, wherever exiftool knows of them; what lies behind a picture may hold another. */
export const withoutPositionArguments = ({ isCarrying }: Carrying): string[] => [
  ...common,
  '-gps:all=',
  '-XMP:*gps*=',
  '-XMP-drone-dji:all=',
  '-*gps*=',
  '-Keys:*gps*=',
  '-UserData:*gps*=',
  '-ItemList:*gps*=',
  '-UserData:LocationInformation=',
  '-MPF:all=',
  ...(isCarrying ? carried : []),
]

/** Whether anything of a file still tells a position, films looked through to their end. */
export const positionQuestions: readonly string[] = [
  '-config',
  '',
  '-q',
  '-q',
  '-j',
  '-a',
  '-ee',
  '-G1',
  '-n',
  '-api',
  'largefilesupport=1',
  ...['*latitude*', '*longitude*', '*gpscoordinates*', '*gpsposition*', '*locationinformation*'].map(
    (name) => `-${name}`,
  ),
]
