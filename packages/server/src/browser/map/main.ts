import { map as createMap, divIcon, type LatLngBounds, latLngBounds, layerGroup, marker, tileLayer } from 'leaflet'
import './map.css'

interface Cluster {
  readonly latitude: number
  readonly longitude: number
  readonly photos: number
  readonly box: { readonly south: number; readonly west: number; readonly north: number; readonly east: number }
  readonly cover: {
    readonly photoId: number
    readonly derivatives: Readonly<Record<string, { readonly url: string; readonly widthPx: number }>>
  } | null
}

type Texts = Readonly<Record<'photos' | 'photo' | 'open' | 'list' | 'zoomIn' | 'zoomOut', string>>

const maxZoom = 18
const number = new Intl.NumberFormat(document.documentElement.lang)

/** Only there where the visitor allowed the pictures of the server that the owner chose. */
const showMap = (): void => {
  const root = document.querySelector<HTMLElement>('[data-map-tiles]')
  if (!root) return
  const { template = '', box = '', clusters: clustersUrl = '', photo = '', part = '' } = root.dataset
  const texts = JSON.parse(root.dataset.texts ?? '{}') as Texts
  const [south = 0, west = 0, north = 0, east = 0] = box.split(',').map(Number)
  const outline = document.querySelector<HTMLElement>('[data-map-outline]')
  root.hidden = false
  if (outline) outline.hidden = true

  const map = createMap(root, {
    attributionControl: false,
    zoomControl: false,
    maxZoom,
    minZoom: 1,
    worldCopyJump: true,
    fadeAnimation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    zoomAnimation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
  })
  zoomButtons(map, texts)
  // Many such servers want to know which site asks; the address of the page is nobody's business.
  tileLayer(template, { maxZoom, referrerPolicy: 'strict-origin' }).addTo(map)
  const places = layerGroup().addTo(map)
  const shown = new Map<string, ReturnType<typeof marker>>()

  let asked = 0
  const draw = async (): Promise<void> => {
    const turn = ++asked
    const url = new URL(clustersUrl, location.href)
    for (const [name, value] of Object.entries(sidesOf(map.getBounds()))) url.searchParams.set(name, String(value))
    url.searchParams.set('zoom', String(map.getZoom()))
    const answer = await fetch(url)
    // Moved on meanwhile, or the server is busy: what is shown stays.
    if (!answer.ok || turn !== asked) return
    const { clusters } = (await answer.json()) as { clusters: Cluster[] }
    if (turn !== asked) return
    const turnOf = (longitude: number) => Math.round((map.getCenter().lng - longitude) / 360)
    const wanted = new Map(
      clusters.map((one) => [`${one.latitude} ${one.longitude} ${one.photos} ${turnOf(one.longitude)}`, one]),
    )
    // What stays is left alone: a map that moves to make room for what was opened must not close it.
    for (const [key, one] of shown) {
      if (wanted.has(key) || one.isPopupOpen()) continue
      places.removeLayer(one)
      shown.delete(key)
    }
    for (const [key, cluster] of wanted) {
      if (shown.has(key)) continue
      const one = toMarker(cluster)
      shown.set(key, one)
      places.addLayer(one)
    }
  }

  const toMarker = (cluster: Cluster) => {
    const label = `${number.format(cluster.photos)} ${cluster.photos === 1 ? texts.photo : texts.photos}`
    const icon = divIcon({ className: 'map-marker', iconSize: [48, 48], html: toThumbnail(cluster) })
    const center = map.getCenter().lng
    // Beyond the date line the world goes on: on the copy that is seen.
    const longitude = cluster.longitude + 360 * Math.round((center - cluster.longitude) / 360)
    const one = marker([cluster.latitude, longitude], { icon, title: label, alt: label, keyboard: true })
    const { box: around } = cluster
    const isPlace = around.south === around.north && around.west === around.east
    if (cluster.photos > 1 && !isPlace && map.getZoom() < maxZoom)
      return one.on('click', () => void map.fitBounds(around180(cluster, longitude), { padding: [48, 48], maxZoom }))
    return one.bindPopup(() => toPopup(cluster, label))
  }

  const toThumbnail = ({ cover, photos }: Cluster): HTMLElement => {
    const holder = document.createElement('div')
    const smallest = sizesOf(cover)[0]
    const picture = document.createElement('img')
    picture.alt = ''
    if (smallest) picture.src = smallest.url
    holder.append(picture)
    if (photos > 1) {
      const count = document.createElement('span')
      count.textContent = number.format(photos)
      holder.append(count)
    }
    return holder
  }

  const toPopup = ({ cover, photos, box: around }: Cluster, label: string): HTMLElement => {
    const link = document.createElement('a')
    const sides = [around.south, around.west, around.north, around.east].join(',')
    link.href =
      photos === 1 && cover
        ? photo.replace('/photos/0', `/photos/${cover.photoId}`)
        : part.replace('BOX', encodeURIComponent(sides))
    const size = sizesOf(cover)[1] ?? sizesOf(cover)[0]
    if (size) {
      const picture = document.createElement('img')
      picture.src = size.url
      picture.alt = ''
      link.append(picture)
    }
    link.append(photos === 1 ? texts.open : `${texts.list}: ${label}`)
    return link
  }

  map.on('moveend', () => void draw())
  map.fitBounds([
    [south, west],
    [north, east < west ? east + 360 : east],
  ])
}

/** The smallest first. */
const sizesOf = (cover: Cluster['cover']) =>
  Object.values(cover?.derivatives ?? {}).sort((a, b) => a.widthPx - b.widthPx)

const around180 = ({ box, longitude }: Cluster, shownAt: number): LatLngBounds => {
  const turn = shownAt - longitude
  return latLngBounds([box.south, box.west + turn], [box.north, box.east + turn])
}

const wrapped = (longitude: number): number => longitude - 360 * Math.floor((longitude + 180) / 360)

/** What is seen, as the API asks for it: a whole turn around the world has no sides. */
const sidesOf = (bounds: LatLngBounds): Record<string, number> => {
  const rows = { south: Math.max(-90, bounds.getSouth()), north: Math.min(90, bounds.getNorth()) }
  if (bounds.getEast() - bounds.getWest() >= 360) return rows
  return { ...rows, west: wrapped(bounds.getWest()), east: wrapped(bounds.getEast()) }
}

/** The buttons of the drawing, which lead nearer and further here as well. */
const zoomButtons = (map: ReturnType<typeof createMap>, texts: Texts): void => {
  const bar = document.createElement('div')
  bar.className = 'map-controls'
  for (const [sign, label, step] of [
    ['+', texts.zoomIn, 1],
    ['−', texts.zoomOut, -1],
  ] as const) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'map-control'
    button.textContent = sign
    button.setAttribute('aria-label', label)
    button.addEventListener('click', (event) => {
      event.stopPropagation()
      map.setZoom(map.getZoom() + step)
    })
    button.addEventListener('dblclick', (event) => event.stopPropagation())
    bar.append(button)
  }
  map.getContainer().append(bar)
}

showMap()
