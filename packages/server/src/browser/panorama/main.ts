import 'pannellum/build/pannellum.js'
import './panorama.css'
import { type PartOfSphere, toPannellum } from './part-of-sphere.ts'

/** The largest picture that the graphics processor takes, of those that there are. */
const pick = (srcset: string, maxPx: number): string | null => {
  const sizes = srcset.split(', ').map((one) => one.split(' '))
  const fitting = sizes.filter(([, width = '']) => Number.parseInt(width, 10) <= maxPx)
  return fitting.at(-1)?.[0] ?? null
}

const maxTexture = (): number => {
  const gl = document.createElement('canvas').getContext('webgl')
  if (!gl) return 0
  const maxPx = gl.getParameter(gl.MAX_TEXTURE_SIZE) as number
  gl.getExtension('WEBGL_lose_context')?.loseContext()
  return maxPx
}

/**
 * A sphere, or a part of one, to look around in, in place of its flat picture.
 *
 * @returns How it is closed. @throws where this browser cannot draw it: the flat picture stays then
 */
export const open = async (
  stage: HTMLElement,
  { srcset, sphere, label }: { srcset: string; sphere: PartOfSphere; label: string },
): Promise<() => void> => {
  // Memory of such a picture is four times its pixels, twice: more than 8,192 is more than a screen shows.
  const url = pick(srcset, Math.min(maxTexture(), 8_192))
  if (!url) throw new Error('No WebGL')
  const picture = new Image()
  picture.src = url
  await picture.decode()
  const holder = document.createElement('div')
  holder.className = 'stage-sphere'
  stage.append(holder)
  const viewer = window.pannellum.viewer(holder, {
    type: 'equirectangular',
    // A picture that is there already: fetched by itself it would become an address of its own kind, which no page allows.
    dynamic: true,
    dynamicUpdate: true,
    panorama: picture,
    autoLoad: true,
    ...toPannellum(sphere),
    showControls: false,
    keyboardZoom: true,
    friction: matchMedia('(prefers-reduced-motion: reduce)').matches ? 1 : 0.15,
  })
  const close = (): void => {
    viewer.destroy()
    holder.remove()
  }
  // It does not change: drawn again only where somebody looks elsewhere.
  viewer.setUpdate(false)
  const view = holder.querySelector<HTMLElement>('[tabindex]') ?? holder
  view.setAttribute('role', 'application')
  view.setAttribute('aria-label', label)
  view.focus({ preventScroll: true })
  const fault = holder.querySelector<HTMLElement>('.pnlm-error-msg')
  if (!holder.querySelector('canvas') || (fault && fault.style.display !== '' && fault.style.display !== 'none')) {
    close()
    throw new Error('No WebGL')
  }
  return close
}
