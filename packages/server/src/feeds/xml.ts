import { DOMImplementation, type Element, XMLSerializer } from '@xmldom/xmldom'

/** An element: its attributes, and what is in it. */
export interface XmlNode {
  readonly name: string
  readonly attributes?: Readonly<Record<string, string | null | undefined>>
  readonly children?: readonly (XmlNode | string | null)[]
}

/** Characters that XML 1.0 has no way to write (section 2.2). */
const unwritable = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

const clean = (text: string): string => text.toWellFormed().replace(unwritable, '')

/** A whole document of one namespace. */
export const toXml = (namespace: string, root: XmlNode): string => {
  const document = new DOMImplementation().createDocument(namespace, root.name)
  const fill = (element: Element, { attributes = {}, children = [] }: XmlNode): void => {
    for (const [name, value] of Object.entries(attributes))
      if (value !== null && value !== undefined) element.setAttribute(name, clean(value))
    for (const child of children) {
      if (child === null) continue
      if (typeof child === 'string') {
        element.appendChild(document.createTextNode(clean(child)))
        continue
      }
      const inner = document.createElementNS(namespace, child.name)
      fill(inner, child)
      element.appendChild(inner)
    }
  }
  fill(document.documentElement as Element, root)
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(document)}\n`
}

/** An element with text in it; nothing where there is none. */
export const textElement = (name: string, text: string | null | undefined): XmlNode | null =>
  text === null || text === undefined || text === '' ? null : { name, children: [text] }
