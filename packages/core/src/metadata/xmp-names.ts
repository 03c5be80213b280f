/** Namespaces that are read, by their usual prefixes. */
export const namespaces: Readonly<Record<string, string>> = {
  dc: 'http://purl.org/dc/elements/1.1/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  xmpRights: 'http://ns.adobe.com/xap/1.0/rights/',
  xmpMM: 'http://ns.adobe.com/xap/1.0/mm/',
  xmpDM: 'http://ns.adobe.com/xmp/1.0/DynamicMedia/',
  photoshop: 'http://ns.adobe.com/photoshop/1.0/',
  tiff: 'http://ns.adobe.com/tiff/1.0/',
  exif: 'http://ns.adobe.com/exif/1.0/',
  aux: 'http://ns.adobe.com/exif/1.0/aux/',
  exifEX: 'http://cipa.jp/exif/1.0/',
  lr: 'http://ns.adobe.com/lightroom/1.0/',
  digiKam: 'http://www.digikam.org/ns/1.0/',
  MicrosoftPhoto: 'http://ns.microsoft.com/photo/1.0/',
  Iptc4xmpCore: 'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/',
  Iptc4xmpExt: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
  plus: 'http://ns.useplus.org/ldf/xmp/1.0/',
  cc: 'http://creativecommons.org/ns#',
  acdsee: 'http://ns.acdsee.com/iptc/1.0/',
  mediapro: 'http://ns.iview-multimedia.com/mediapro/1.0/',
  photomech: 'http://ns.camerabits.com/photomechanic/1.0/',
  'mwg-rs': 'http://www.metadataworkinggroup.com/schemas/regions/',
  stDim: 'http://ns.adobe.com/xap/1.0/sType/Dimensions#',
  stArea: 'http://ns.adobe.com/xmp/sType/Area#',
  MP: 'http://ns.microsoft.com/photo/1.2/',
  MPRI: 'http://ns.microsoft.com/photo/1.2/t/RegionInfo#',
  MPReg: 'http://ns.microsoft.com/photo/1.2/t/Region#',
  GPano: 'http://ns.google.com/photos/1.0/panorama/',
  GCamera: 'http://ns.google.com/photos/1.0/camera/',
}

/** Prefixes by namespace, whatever prefix a packet uses: Photo Gallery writes `xap:Rating`, others `xmp:Rating`. */
export const prefixes: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(namespaces).map(([prefix, uri]) => [uri, prefix])),
  'http://ns.microsoft.com/photo/1.0': 'MicrosoftPhoto',
}

/** Names of exiftool for namespaces, in small letters, that are not the usual prefix. */
const otherNames: Readonly<Record<string, string>> = {
  iptccore: 'Iptc4xmpCore',
  iptcext: 'Iptc4xmpExt',
  microsoft: 'MicrosoftPhoto',
}
const prefixOf: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.keys(namespaces).map((prefix) => [prefix.toLowerCase(), prefix])),
  ...otherNames,
}
/** Namespaces whose names begin in lower case, where exiftool capitalises them. */
const lowerCase = new Set(['dc', 'lr', 'cc', 'acdsee'])

/** `dc:title` for exiftool's `dc` and `Title`, or the packet's own spelling; `null` for namespaces that are not read. */
export const canonicalProperty = (prefix: string, name: string): string | null => {
  const own = prefixOf[prefix.toLowerCase()]
  if (own === undefined || !/^[A-Za-z_][\w-]{0,99}$/.test(name)) return null
  return `${own}:${lowerCase.has(own) ? name.charAt(0).toLowerCase() + name.slice(1) : name}`
}

/** What kind of value a property is; those not named are plain text (XMP specification part 2, IPTC Photo Metadata Standard). */
export const propertyKinds: Readonly<Record<string, 'alt' | 'bag' | 'seq'>> = {
  'dc:title': 'alt',
  'dc:description': 'alt',
  'dc:rights': 'alt',
  'dc:creator': 'seq',
  'dc:subject': 'bag',
  'dc:contributor': 'bag',
  'dc:publisher': 'bag',
  'dc:language': 'bag',
  'dc:relation': 'bag',
  'dc:type': 'bag',
  'dc:date': 'seq',
  'xmp:Identifier': 'bag',
  'xmpRights:Owner': 'bag',
  'xmpRights:UsageTerms': 'alt',
  'photoshop:SupplementalCategories': 'bag',
  'lr:hierarchicalSubject': 'bag',
  'digiKam:TagsList': 'seq',
  'MicrosoftPhoto:LastKeywordXMP': 'bag',
  'exif:UserComment': 'alt',
  'tiff:ImageDescription': 'alt',
  'tiff:Copyright': 'alt',
  'Iptc4xmpCore:Scene': 'bag',
  'Iptc4xmpCore:SubjectCode': 'bag',
  'Iptc4xmpCore:AltTextAccessibility': 'alt',
  'Iptc4xmpCore:ExtDescrAccessibility': 'alt',
  'Iptc4xmpExt:Event': 'alt',
  'Iptc4xmpExt:PersonInImage': 'bag',
  'Iptc4xmpExt:OrganisationInImageName': 'bag',
  'Iptc4xmpExt:OrganisationInImageCode': 'bag',
}
