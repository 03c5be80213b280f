import sax from 'sax'
import { VitrineError } from '../../errors/vitrine-error.ts'
import type { ByteSource } from '../byte-source.ts'
import { corrupt, truncated, unsupported } from '../faults.ts'
import { type ContainerFacts, facts, type MetadataBlock } from './facts.ts'

/** A drawing is read whole, here and by the program that paints it. */
const maxBytes = 16 * 1024 * 1024
const maxDepth = 1_000
const maxPacketBytes = 1024 * 1024

const namespace = 'http://www.w3.org/2000/svg'

/** Of a drawing that says nothing of its size, as browsers show it. Source: CSS 2.2, 10.3.2. */
const usual = { width: 300, height: 150 }

/** Pixels of each unit at 96 an inch; of letters, at the usual 16 pixels. Source: CSS Values 3, 6.2. */
const unitsPx: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 96 / 72,
  pc: 16,
  mm: 96 / 25.4,
  cm: 96 / 2.54,
  in: 96,
  em: 16,
  ex: 8,
}

/** `null` where it is missing, a share of the window, or no length. */
const toPixels = (length: string | undefined): number | null => {
  const [, figure, unit = ''] = /^\s*\+?(\d*\.?\d+(?:e[+-]?\d+)?)\s*([a-z]*)\s*$/i.exec(length ?? '') ?? []
  const scale = unitsPx[unit.toLowerCase()]
  return figure === undefined || scale === undefined ? null : Number(figure) * scale
}

type Attributes = Readonly<Record<string, { readonly value: string } | string>>

const sizeOf = (attributes: Attributes): { widthPx: number; heightPx: number } => {
  const value = (name: string) => {
    const attribute = attributes[name]
    return typeof attribute === 'object' ? attribute.value : attribute
  }
  const [boxWidth, boxHeight] = (value('viewBox') ?? '')
    .trim()
    .split(/[\s,]+/)
    .slice(2)
    .map(Number)
  const box = boxWidth && boxHeight && boxWidth > 0 && boxHeight > 0 ? { width: boxWidth, height: boxHeight } : null
  const [width, height] = [toPixels(value('width')), toPixels(value('height'))]
  const ratio = box ? box.width / box.height : null
  const shown = {
    width: width ?? (height !== null && ratio !== null ? height * ratio : (box?.width ?? usual.width)),
    height: height ?? (width !== null && ratio !== null ? width / ratio : (box?.height ?? usual.height)),
  }
  const round = (pixels: number) => (pixels > 0 ? Math.max(1, Math.round(pixels)) : 0)
  return { widthPx: round(shown.width), heightPx: round(shown.height) }
}

/** Where the last whole XMP packet stands. */
const findPacket = (bytes: Buffer): MetadataBlock[] => {
  const end = bytes.lastIndexOf('</rdf:RDF>')
  const start = end === -1 ? -1 : bytes.lastIndexOf('<rdf:RDF', end)
  const length = end - start + '</rdf:RDF>'.length
  return start === -1 || length > maxPacketBytes ? [] : [{ kind: 'xmp', offset: start, length }]
}

/**
 * The size of a drawing, as its outermost element says it, and where its XMP is. It is read to its end: one that is not well formed, or
 * that defines names for texts and files of its own, is refused. What it draws nobody looks at here.
 */
export const walkSvg = async (source: ByteSource): Promise<ContainerFacts> => {
  if (source.size > maxBytes) throw new VitrineError('MEDIA_TOO_LARGE', { details: { bytes: source.size, maxBytes } })
  const bytes = await source.exactly(0, source.size)
  const parser = sax.parser(true, { xmlns: true })
  let root: { widthPx: number; heightPx: number } | undefined
  let depth = 0
  let elements = 0
  parser.ondoctype = (doctype) => {
    // Each can stand for thousands of others, or for a file of this machine.
    if (/<!(?:ENTITY|ELEMENT|ATTLIST|NOTATION)/i.test(doctype)) throw unsupported('image/svg+xml with definitions')
  }
  parser.onopentag = (tag) => {
    if (++depth > maxDepth) throw corrupt('it is nested too deeply')
    if (++elements % 10_000 === 0) source.checkTime()
    if (root !== undefined) return
    if (!('uri' in tag) || tag.local !== 'svg' || tag.uri !== namespace) throw unsupported('application/xml')
    root = sizeOf(tag.attributes)
  }
  parser.onclosetag = () => {
    depth -= 1
  }
  parser.onerror = (error) => {
    throw /^Unclosed root tag|^Unexpected end/.test(error.message)
      ? truncated(error)
      : corrupt('it is not well-formed XML', error)
  }
  parser.write(bytes.toString('utf8')).close()
  if (!root) throw corrupt('it has no outermost element')
  return facts({ ...root, hasAlpha: true, blocks: findPacket(bytes) })
}
