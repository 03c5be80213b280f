import sax from 'sax'
import { xmpLimits } from './xmp-limits.ts'

/** The properties of an XMP packet under their usual prefixes (`dc:title`), arrays in their order. Structures are left out. */
export type XmpProperties = ReadonlyMap<string, readonly string[]>

const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'

/** Prefixes by namespace, whatever prefix a packet uses: Photo Gallery writes `xap:Rating`, others `xmp:Rating`. */
const prefixes: Readonly<Record<string, string>> = {
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://ns.adobe.com/xap/1.0/': 'xmp',
  'http://ns.adobe.com/xap/1.0/rights/': 'xmpRights',
  'http://ns.adobe.com/photoshop/1.0/': 'photoshop',
  'http://ns.adobe.com/tiff/1.0/': 'tiff',
  'http://ns.adobe.com/exif/1.0/': 'exif',
  'http://ns.adobe.com/exif/1.0/aux/': 'aux',
  'http://cipa.jp/exif/1.0/': 'exifEX',
  'http://ns.adobe.com/lightroom/1.0/': 'lr',
  'http://www.digikam.org/ns/1.0/': 'digiKam',
  'http://ns.microsoft.com/photo/1.0/': 'MicrosoftPhoto',
  'http://ns.microsoft.com/photo/1.0': 'MicrosoftPhoto',
  'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/': 'Iptc4xmpCore',
}

/** Decodes a packet: UTF-8, or UTF-16 as told by a byte order mark or by the zero beside the first bracket. */
export const decodePacket = (bytes: Buffer): string => {
  const [first, second] = [bytes[0], bytes[1]]
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c))
    return new TextDecoder('utf-16be').decode(bytes)
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0))
    return new TextDecoder('utf-16le').decode(bytes)
  return bytes.toString('utf8')
}

/** The part between the RDF tags: what surrounds a packet is padding, and in a GIF it is a table of bytes. */
const rdfPart = (packet: string): string => {
  const start = packet.search(/<(?:[\w.-]+:)?x[am]pmeta[\s>]|<(?:[\w.-]+:)?RDF[\s>]/)
  const end = Math.max(packet.lastIndexOf('xmpmeta>'), packet.lastIndexOf('xapmeta>'), packet.lastIndexOf('RDF>'))
  return start === -1 || end <= start ? '' : packet.slice(start, packet.indexOf('>', end) + 1)
}

/** What an open element is: the RDF root, a description, a property, an array, an item, or the inside of a structure. */
type Role = 'outside' | 'root' | 'description' | 'property' | 'array' | 'item' | 'structure'

interface Frame {
  readonly role: Role
  readonly name: string
  text: string
  hasChildren: boolean
  isDefault: boolean
}

const childRole = (parent: Role, isRdf: boolean, local: string): Role => {
  if (isRdf && local === 'RDF') return 'root'
  if (parent === 'root') return isRdf && local === 'Description' ? 'description' : 'structure'
  if (parent === 'description') return 'property'
  if (parent === 'property')
    return isRdf && (local === 'Bag' || local === 'Seq' || local === 'Alt') ? 'array' : 'structure'
  if (parent === 'array') return isRdf && local === 'li' ? 'item' : 'structure'
  return parent === 'outside' ? 'outside' : 'structure'
}

const canonical = (uri: string, local: string): string | null => {
  const prefix = prefixes[uri]
  return prefix === undefined ? null : `${prefix}:${local}`
}

/**
 * Reads the simple and array properties of an XMP packet (ISO 16684-1).
 *
 * sax knows the five entities of XML and no others: those a DOCTYPE declares stay as they are written, so that neither an expansion
 * bomb nor an external reference does anything. Faults are skipped up to a limit; what was read before them counts.
 */
export const parseXmp = (bytes: Buffer): XmpProperties => {
  const properties = new Map<string, string[]>()
  if (bytes.length > xmpLimits.packetBytes) return properties
  const add = (name: string, value: string, isDefault = false) => {
    const values = properties.get(name)
    if (values === undefined && properties.size < xmpLimits.properties) properties.set(name, [value])
    // Of the languages of a text the default comes first.
    else if (values && values.length < xmpLimits.items) isDefault ? values.unshift(value) : values.push(value)
  }
  const stack: Frame[] = []
  const parser = sax.parser(true, { xmlns: true, position: false })
  let errors = 0
  parser.onerror = (error) => {
    errors += 1
    if (errors > xmpLimits.errors) throw error
    Reflect.set(parser, 'error', null)
  }
  parser.onopentag = (tag) => {
    if (stack.length >= xmpLimits.depth) throw new Error('XMP is nested too deeply')
    const parent = stack.at(-1)
    if (parent) parent.hasChildren = true
    const { uri, local } = 'uri' in tag ? tag : { uri: '', local: tag.name }
    const role = childRole(parent?.role ?? 'outside', uri === rdf, local)
    const property = stack.findLast((frame) => frame.role === 'property')?.name ?? ''
    const frame: Frame = {
      role,
      name: role === 'property' ? (canonical(uri, local) ?? '') : property,
      text: '',
      hasChildren: false,
      isDefault: false,
    }
    for (const attribute of Object.values(tag.attributes)) {
      if (typeof attribute === 'string') continue
      if (role === 'description') {
        const name = canonical(attribute.uri, attribute.local)
        if (name !== null) add(name, attribute.value)
      } else if (role === 'item' && attribute.name === 'xml:lang') frame.isDefault = attribute.value === 'x-default'
      else if (role === 'property' && attribute.uri === rdf && attribute.local === 'resource' && frame.name)
        add(frame.name, attribute.value)
    }
    stack.push(frame)
  }
  const addText = (text: string) => {
    const frame = stack.at(-1)
    if (frame && (frame.role === 'property' || frame.role === 'item')) frame.text += text
  }
  parser.ontext = addText
  parser.oncdata = addText
  parser.onclosetag = () => {
    const frame = stack.pop()
    if (!frame || frame.hasChildren || frame.name === '' || frame.text === '') return
    if (frame.role === 'property' || frame.role === 'item') add(frame.name, frame.text, frame.isDefault)
  }
  try {
    parser.write(rdfPart(decodePacket(bytes))).close()
  } catch {
    // The end of a damaged packet; the properties before it stand.
  }
  return properties
}
