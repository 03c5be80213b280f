import { describe, expect, it } from 'vitest'
import { parseXmp } from './xmp.ts'
import { xmpLimits } from './xmp-limits.ts'

const packet = (inside: string, attributes = '') =>
  Buffer.from(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:old="http://ns.adobe.com/xap/1.0/" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" ${attributes}>${inside}</rdf:Description></rdf:RDF></x:xmpmeta>`)

describe('parseXmp', () => {
  it('reads attributes, elements and arrays under their usual prefixes', () => {
    const xmp = parseXmp(
      packet(
        '<dc:subject><rdf:Bag><rdf:li>a &amp; b</rdf:li><rdf:li>&#x1F4F7;</rdf:li></rdf:Bag></dc:subject><old:CreatorTool>T</old:CreatorTool>',
        'old:Rating="3"',
      ),
    )
    expect(Object.fromEntries(xmp)).toEqual({
      'dc:subject': ['a & b', '📷'],
      'xmp:CreatorTool': ['T'],
      'xmp:Rating': ['3'],
    })
  })

  it('puts the default language first', () => {
    const xmp = parseXmp(
      packet(
        '<dc:title><rdf:Alt><rdf:li xml:lang="de">Berg</rdf:li><rdf:li xml:lang="x-default">Hill</rdf:li></rdf:Alt></dc:title>',
      ),
    )
    expect(xmp.get('dc:title')).toEqual(['Hill', 'Berg'])
  })

  it('keeps the fields of structures under the path to them, however they are written', () => {
    const xmp = parseXmp(
      packet(
        `<dc:creator rdf:parseType="Resource"><dc:title>inside</dc:title></dc:creator><dc:rights>out</dc:rights>
        <mwg-rs:Regions xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/" xmlns:stArea="http://ns.adobe.com/xmp/sType/Area#"
          xmlns:o="urn:other" rdf:parseType="Resource"><mwg-rs:RegionList><rdf:Bag>
          <rdf:li><rdf:Description mwg-rs:Type="Face"><mwg-rs:Area stArea:x="0.5" o:x="1"/></rdf:Description></rdf:li>
          <rdf:li rdf:parseType="Resource"><mwg-rs:Name>Ada</mwg-rs:Name><o:unknown rdf:parseType="Resource"><mwg-rs:Name>no</mwg-rs:Name></o:unknown></rdf:li>
          <rdf:li mwg-rs:Name="Bob"/></rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>
        <dc:source rdf:parseType="Resource"><rdf:value>told</rdf:value><o:note>aside</o:note></dc:source>`,
      ),
    )
    expect(Object.fromEntries(xmp)).toEqual({
      'dc:creator/dc:title': ['inside'],
      'dc:rights': ['out'],
      'mwg-rs:Regions/mwg-rs:RegionList[1]/mwg-rs:Type': ['Face'],
      'mwg-rs:Regions/mwg-rs:RegionList[1]/mwg-rs:Area/stArea:x': ['0.5'],
      'mwg-rs:Regions/mwg-rs:RegionList[2]/mwg-rs:Name': ['Ada'],
      'mwg-rs:Regions/mwg-rs:RegionList[3]/mwg-rs:Name': ['Bob'],
      'dc:source': ['told'],
    })
  })

  it('reads UTF-16 and packets with something around them', () => {
    const bytes = packet('<dc:rights>Ärger</dc:rights>')
    const wide = Buffer.from(bytes.toString('utf8'), 'utf16le')
    expect(parseXmp(wide).get('dc:rights')).toEqual(['Ärger'])
    expect(parseXmp(Buffer.from(wide).swap16()).get('dc:rights')).toEqual(['Ärger'])
    const wrapped = Buffer.concat([
      Buffer.from('<?xpacket begin="" ?>'),
      bytes,
      Buffer.from('<?xpacket end="w"?>'),
      Buffer.from([1, 255, 254]),
    ])
    expect(parseXmp(wrapped).get('dc:rights')).toEqual(['Ärger'])
  })

  it('SS-11: expands no entity of a DOCTYPE, inside or outside the file', () => {
    const levels = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('')
    const doctype = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">${levels}<!ENTITY f SYSTEM "file:///etc/hostname">]>`
    const bomb = Buffer.from(doctype + packet('<dc:title>&l9;</dc:title><dc:rights>&f;</dc:rights>').toString())
    const start = performance.now()
    const xmp = parseXmp(bomb)
    expect(performance.now() - start).toBeLessThan(200)
    expect([...xmp.values()].flat().join('').length).toBeLessThan(20)
    expect([...xmp.values()].flat().join('')).not.toContain('lol')
  })

  it('keeps what stands before the damage, within its limits', () => {
    const whole = packet('<dc:rights>kept</dc:rights><dc:title>cut</dc:title>').toString()
    const damaged = whole.replace('</dc:title>', '</dc:oops>')
    expect(parseXmp(Buffer.from(damaged)).get('dc:rights')).toEqual(['kept'])
    expect(parseXmp(Buffer.alloc(xmpLimits.packetBytes + 1, 0x20)).size).toBe(0)
    const deep = packet('<dc:title>'.repeat(10_000))
    expect(parseXmp(deep).size).toBe(0)
    const many = packet(`<dc:subject><rdf:Bag>${'<rdf:li>k</rdf:li>'.repeat(5000)}</rdf:Bag></dc:subject>`)
    expect(parseXmp(many).get('dc:subject')?.length).toBe(xmpLimits.items)
    expect(parseXmp(Buffer.from('no markup at all')).size).toBe(0)
  })
})
