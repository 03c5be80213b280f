import type { Orientation } from '../../media/types.ts'
import type { Sources } from '../sources.ts'
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

/**
 * What exiftool is asked to write: the tags, and IPTC as UTF-8 as soon as it is touched, with all that it had.
 *
 * @param isUtf8 - Whether the IPTC of the file is UTF-8, declared or not.
 */
export const editArguments = (
  assignments: readonly Assignment[],
  { sources, isUtf8 }: { readonly sources: Sources; readonly isUtf8: boolean },
): string[] => {
  const touchesIptc = sources.iptc.size > 0 && assignments.some(({ tag }) => tag.startsWith('IPTC:'))
  const recode = touchesIptc
    ? [
        '-charset',
        isUtf8 ? 'iptc=UTF8' : 'iptc=Latin',
        '-tagsFromFile',
        '@',
        '-iptc:all',
        '-IPTC:CodedCharacterSet=UTF8',
      ]
    : []
  return [...common, ...recode, ...assignments.flatMap(toArguments)]
}

/** All metadata but colours and how the picture is turned. */
export const stripArguments = (orientation: Orientation | null): string[] => [
  ...common,
  '-all=',
  '--icc_profile:all',
  '-trailer:all=',
  ...(orientation === null || orientation === 1 ? [] : [`-EXIF:Orientation#=${orientation}`]),
]

/** Positions, wherever exiftool knows of them; what lies behind a picture may hold another. */
export const withoutPositionArguments: readonly string[] = [
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
  '-trailer:all=',
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
