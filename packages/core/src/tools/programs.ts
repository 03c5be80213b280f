/** Programs that add to the gallery where they are installed, by the name the gallery knows them by. */
export type ToolName =
  | 'exiftool'
  | 'ffmpeg'
  | 'ffprobe'
  | 'ghostscript'
  | 'heif-convert'
  | 'imagemagick'
  | 'pdftoppm'
  | 'rsvg-convert'

interface ToolProgram {
  /** As people call it. */
  readonly label: string
  /** Names of its executable, in order of preference. */
  readonly programs: readonly string[]
  readonly versionArguments: readonly string[]
  /**
   * What it answers, on either output. A program of the same name that is another one (Windows has a `convert` of its own) does not
   * know the question.
   */
  readonly versionPattern: RegExp
  /** What the gallery can do with it that it cannot do without. */
  readonly adds: string
  readonly debianPackage: string
}

export const toolPrograms: Readonly<Record<ToolName, ToolProgram>> = {
  exiftool: {
    label: 'exiftool',
    programs: ['exiftool'],
    // The first argument: without it, a configuration file, which is a program, would be read from the current folder.
    versionArguments: ['-config', '', '-ver'],
    versionPattern: /^(\d+\.\d+)/,
    adds: 'pictures of RAW files',
    debianPackage: 'libimage-exiftool-perl',
  },
  ffmpeg: {
    label: 'ffmpeg',
    programs: ['ffmpeg'],
    versionArguments: ['-version'],
    versionPattern: /^ffmpeg version (\S+)/,
    adds: 'pictures of videos and of JPEG XL',
    debianPackage: 'ffmpeg',
  },
  ffprobe: {
    label: 'ffprobe',
    programs: ['ffprobe'],
    versionArguments: ['-version'],
    versionPattern: /^ffprobe version (\S+)/,
    adds: 'codecs and details of videos',
    debianPackage: 'ffmpeg',
  },
  ghostscript: {
    label: 'Ghostscript',
    programs: ['gs'],
    versionArguments: ['--version'],
    versionPattern: /^(\d+\.\d+(?:\.\d+)*)\s*$/,
    adds: 'pictures of PDF files, where pdftoppm is not installed',
    debianPackage: 'ghostscript',
  },
  'heif-convert': {
    label: 'heif-convert',
    programs: ['heif-convert', 'heif-dec'],
    versionArguments: ['--version'],
    versionPattern: /(?:^|libheif(?: version)?:?\s*v?|heif-(?:convert|dec)(?: version)?:?\s*v?)(\d+(?:\.\d+)+)/i,
    adds: 'pictures of HEIC files, where ImageMagick cannot make them',
    debianPackage: 'libheif-examples',
  },
  imagemagick: {
    label: 'ImageMagick',
    programs: ['magick', 'convert'],
    versionArguments: ['-version'],
    versionPattern: /ImageMagick (\d\S*)/,
    adds: 'pictures of HEIC, PSD and rare TIFF files',
    debianPackage: 'imagemagick',
  },
  pdftoppm: {
    label: 'pdftoppm',
    programs: ['pdftoppm'],
    versionArguments: ['-v'],
    versionPattern: /pdftoppm version (\S+)/,
    adds: 'pictures of PDF files',
    debianPackage: 'poppler-utils',
  },
  'rsvg-convert': {
    label: 'rsvg-convert',
    programs: ['rsvg-convert'],
    versionArguments: ['--version'],
    versionPattern: /rsvg-convert version (\d\S*)/,
    adds: 'pictures of SVG files, where those are taken in',
    debianPackage: 'librsvg2-bin',
  },
}

export const toolNames = Object.keys(toolPrograms) as readonly ToolName[]
