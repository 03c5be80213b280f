import { DOMParser, type Document, type Element, XMLSerializer } from '@xmldom/xmldom'
import { VitrineError } from '../../errors/vitrine-error.ts'
import { decodePacket, rdfPart } from '../xmp.ts'
import { xmpLimits } from '../xmp-limits.ts'
import { canonicalProperty, namespaces, prefixes, propertyKinds } from '../xmp-names.ts'
import type { Assignment } from './write.types.ts'
import { toXmpText } from './xmp-text.ts'

const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
const xmlns = 'http://www.w3.org/2000/xmlns/'
const xml = 'http://www.w3.org/XML/1998/namespace'
const empty = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="${rdf}"><rdf:Description rdf:about=""/></rdf:RDF></x:xmpmeta>`
/** Room for programs that write into the packet where it lies (XMP specification part 1, 7.3.2). */
const paddingBytes = 2048

const unreadable = (cause?: unknown) =>
  new VitrineError('METADATA_NOT_WRITABLE', { details: { mimeType: 'application/rdf+xml', tool: 'exiftool' }, cause })

/** Names under which positions are kept in XMP, in whatever namespace. */
export const isPositionName = (name: string): boolean => /gps|latitude|longitude/i.test(name)

const elementsOf = (parent: Element): Element[] =>
  Array.from(parent.childNodes).filter((node): node is Element => node.nodeType === 1)

/** An open packet: whatever is not asked to change stays as it is, known or not. */
export interface XmpPacket {
  /** Sets properties of XMP, and takes away those that are set to nothing; other tags are left to others. */
  assign(assignments: readonly Assignment[]): void
  /** Takes away every property and every field of a structure that the test holds for. @returns Whether there was any. */
  remove(test: (localName: string) => boolean): boolean
  /** A whole packet, as UTF-8; `padded` for one that is kept in a file of another format. */
  toBytes(options?: { padded?: boolean }): Buffer
}

/** @throws {VitrineError} `METADATA_NOT_WRITABLE` where the packet cannot be read as a whole: what is damaged must not be lost. */
export const openPacket = (bytes: Buffer | null): XmpPacket => {
  if (bytes && bytes.length > xmpLimits.packetBytes) throw unreadable()
  const text = bytes ? rdfPart(decodePacket(bytes)) : ''
  if (bytes && text === '' && bytes.toString('latin1').trim() !== '') throw unreadable()
  const document = parse(text === '' ? empty : text)
  const root = document.getElementsByTagNameNS(rdf, 'RDF')[0]
  if (!root) throw unreadable()
  const descriptions = () =>
    elementsOf(root).filter((node) => node.namespaceURI === rdf && node.localName === 'Description')

  const drop = (property: string): void => {
    for (const description of descriptions()) {
      for (const attribute of Array.from(description.attributes))
        if (nameOf(attribute.namespaceURI, attribute.localName) === property) description.removeAttributeNode(attribute)
      for (const child of elementsOf(description))
        if (nameOf(child.namespaceURI, child.localName) === property) description.removeChild(child)
    }
  }
  const other = (property: string): Element[] =>
    propertyKinds[property] === 'alt' ? descriptions().flatMap((each) => otherLanguages(each, property)) : []

  const assignOne = (property: string, values: readonly string[]): void => {
    const kept = values.length > 0 ? other(property) : []
    drop(property)
    if (values.length === 0) return
    let description = descriptions()[0]
    if (!description) {
      description = document.createElementNS(rdf, 'rdf:Description')
      description.setAttributeNS(rdf, 'rdf:about', '')
      root.appendChild(description)
    }
    description.appendChild(toElement(document, property, values, kept))
  }

  return {
    assign: (assignments) => {
      for (const { tag, values } of assignments) {
        const [, prefix, name] = /^XMP-([\w-]+):([\w-]+)#?$/i.exec(tag) ?? []
        const property = prefix && name ? canonicalProperty(prefix, name) : null
        if (property !== null)
          assignOne(
            property === 'MicrosoftPhoto:RatingPercent' ? 'MicrosoftPhoto:Rating' : property,
            values.map((value) => toXmpText(property, value)),
          )
      }
    },
    remove: (test) => {
      let count = 0
      for (const element of Array.from(root.getElementsByTagName('*'))) {
        for (const attribute of Array.from(element.attributes))
          if (attribute.namespaceURI !== xmlns && test(attribute.localName ?? attribute.name)) {
            element.removeAttributeNode(attribute)
            count += 1
          }
        if (!test(element.localName ?? element.tagName)) continue
        element.parentNode?.removeChild(element)
        count += 1
      }
      return count > 0
    },
    toBytes: ({ padded = false } = {}) => {
      const body = new XMLSerializer().serializeToString(document)
      const padding = padded ? `${' '.repeat(99)}\n`.repeat(Math.floor(paddingBytes / 100)) : ''
      const begin = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
      return Buffer.from(`${begin}\n${body}\n${padding}<?xpacket end="w"?>\n`, 'utf8')
    },
  }
}

const parse = (text: string): Document => {
  try {
    return new DOMParser({
      // Anything that is not clean is left to a program that knows how to mend it.
      onError: (level, message) => {
        if (level !== 'warning') throw new Error(message)
      },
    }).parseFromString(text, 'application/xml')
  } catch (error) {
    throw unreadable(error)
  }
}

const nameOf = (uri: string | null, local: string | null): string | null => {
  const prefix = uri === null ? undefined : prefixes[uri]
  return prefix === undefined || local === null ? null : `${prefix}:${local}`
}

/** Items of a text in languages of their own, which a change of the usual one leaves as they are. */
const otherLanguages = (description: Element, property: string): Element[] =>
  elementsOf(description)
    .filter((child) => nameOf(child.namespaceURI, child.localName) === property)
    .flatMap((child) => elementsOf(child).flatMap(elementsOf))
    .filter((item) => !['x-default', ''].includes(item.getAttributeNS(xml, 'lang') ?? ''))

const toElement = (
  document: Document,
  property: string,
  values: readonly string[],
  kept: readonly Element[],
): Element => {
  const [prefix = '', local = ''] = property.split(':')
  const element = document.createElementNS(namespaces[prefix] ?? null, property)
  element.setAttributeNS(xmlns, `xmlns:${prefix}`, namespaces[prefix] ?? '')
  const kind = propertyKinds[property]
  if (!kind) {
    element.appendChild(document.createTextNode(values.join(', ')))
    return element
  }
  const array = document.createElementNS(rdf, `rdf:${kind.charAt(0).toUpperCase()}${kind.slice(1)}`)
  for (const value of kind === 'alt' ? values.slice(0, 1) : values) {
    const item = document.createElementNS(rdf, 'rdf:li')
    if (kind === 'alt') item.setAttributeNS(xml, 'xml:lang', 'x-default')
    item.appendChild(document.createTextNode(value))
    array.appendChild(item)
  }
  for (const item of kept) array.appendChild(item.cloneNode(true))
  element.appendChild(array)
  if (local === '') throw new TypeError(`No property: ${property}`)
  return element
}
