import sax from 'sax'
import { xmpLimits } from './xmp-limits.ts'
import { prefixes } from './xmp-names.ts'

/**
 * The properties of an XMP packet under their usual prefixes (`dc:title`), arrays in their order. A field of a structure stands under
 * its path: `mwg-rs:Regions/mwg-rs:RegionList[2]/mwg-rs:Name`, places counted from 1.
 */
export type XmpProperties = ReadonlyMap<string, readonly string[]>

const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'

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
export const rdfPart = (packet: string): string => {
  const start = packet.search(/<(?:[\w.-]+:)?x[am]pmeta[\s>]|<(?:[\w.-]+:)?RDF[\s>]/)
  const end = Math.max(packet.lastIndexOf('xmpmeta>'), packet.lastIndexOf('xapmeta>'), packet.lastIndexOf('RDF>'))
  return start === -1 || end <= start ? '' : packet.slice(start, packet.indexOf('>', end) + 1)
}

/** What an open element is: the RDF root, a description or the inside of a structure, a property, an array, an item. */
type Role = 'outside' | 'root' | 'node' | 'property' | 'array' | 'item' | 'ignored'

interface Frame {
  readonly role: Role
  /** Under which name its own text is kept; empty where nobody wants it. */
  readonly name: string
  /** What the names of the fields inside begin with; `null` where nobody wants them. */
  readonly base: string | null
  /** A property or item whose children are fields, without a description between them. */
  readonly isResource: boolean
  text: string
  items: number
  hasChildren: boolean
  isDefault: boolean
}

const childRole = (parent: Frame | undefined, isRdf: boolean, local: string): Role => {
  if (isRdf && local === 'RDF') return 'root'
  if (!parent || parent.role === 'outside') return 'outside'
  if (parent.role === 'root') return isRdf && local === 'Description' ? 'node' : 'ignored'
  if (parent.role === 'node') return 'property'
  if (parent.role === 'array') return isRdf && local === 'li' ? 'item' : 'ignored'
  if (parent.role !== 'property' && parent.role !== 'item') return 'ignored'
  if (parent.isResource) return 'property'
  if (isRdf && (local === 'Bag' || local === 'Seq' || local === 'Alt')) return 'array'
  return isRdf && local === 'Description' ? 'node' : 'ignored'
}

const canonical = (uri: string, local: string): string | null => {
  const prefix = prefixes[uri]
  return prefix === undefined ? null : `${prefix}:${local}`
}

/** The name of a field inside of what is called `base`. */
const within = (base: string | null, name: string | null): string | null =>
  base === null || name === null ? null : base === '' ? name : `${base}/${name}`

/** The names of an element by its role and its parent's. */
const namesOf = (role: Role, parent: Frame | undefined, isValue: boolean, own: string | null) => {
  if (role === 'root') return { name: '', base: '' }
  if (!parent || role === 'outside' || role === 'ignored') return { name: '', base: null }
  if (role === 'item') {
    parent.items += 1
    return { name: parent.name, base: parent.base === null ? null : `${parent.base}[${parent.items}]` }
  }
  if (role === 'property') {
    // The value of a structure that only qualifies it stands for the whole (ISO 16684-1, 7.8).
    if (isValue) return { name: parent.name, base: null }
    const path = within(parent.base, own)
    return { name: path ?? '', base: path }
  }
  return { name: parent.name, base: parent.base }
}

/**
 * Reads the properties of an XMP packet (ISO 16684-1), those inside of structures under the path to them.
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
    const attributes = Object.values(tag.attributes).filter((attribute) => typeof attribute !== 'string')
    const role = childRole(parent, uri === rdf, local)
    const isField = role === 'property' || role === 'item'
    const frame: Frame = {
      role,
      ...namesOf(role, parent, uri === rdf && local === 'value', canonical(uri, local)),
      isResource: isField && attributes.some((a) => a.uri === rdf && a.local === 'parseType' && a.value === 'Resource'),
      text: '',
      items: 0,
      hasChildren: false,
      isDefault: role === 'item' && attributes.some((a) => a.name === 'xml:lang' && a.value === 'x-default'),
    }
    for (const attribute of attributes) {
      if (!isField && role !== 'node') break
      const isReference = role === 'property' && attribute.uri === rdf && attribute.local === 'resource'
      const name = isReference ? frame.name : within(frame.base, canonical(attribute.uri, attribute.local))
      if (name) add(name, attribute.value)
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
