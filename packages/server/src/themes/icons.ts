import { SafeHtml } from './safe-html.ts'

/** Line icons on a grid of 24, drawn for Vitrine; the values are the `d` of one path each. */
const paths = {
  album: 'M4 7.5h5l2 2.5h9v9H4zM6 7.5V5h4l2 2.5h6V10',
  alert: 'M12 4 2.8 19.5h18.4zM12 10v4.5m0 2.6v.1',
  back: 'm14.5 5-7 7 7 7',
  calendar: 'M4.5 6h15v13.5h-15zM4.5 10h15M8.5 3.5V7m7-3.5V7',
  camera: 'M3.5 7.5h4l1.5-2h6l1.5 2h4v12h-17zM12 16.7a3.4 3.4 0 1 0 0-6.8 3.4 3.4 0 0 0 0 6.8z',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  close: 'm6 6 12 12M18 6 6 18',
  comment: 'M4.5 5.5h15v11h-8l-4 3.5v-3.5h-3z',
  cover: 'M4 5.5h16v13H4zM8.75 11a1.25 1.25 0 1 0 0-2.5 1.25 1.25 0 0 0 0 2.5M4 16.5l4.5-3.75 3.5 2.75 3.5-3 4.5 4',
  'density-large': 'M4.5 4.5h15v15h-15z',
  'density-medium': 'M4.5 4.5h6.25v15H4.5zM13.25 4.5h6.25v15h-6.25z',
  'density-small':
    'M4.5 4.5h4v6h-4zM10 4.5h4v6h-4zM15.5 4.5h4v6h-4zM4.5 13.5h4v6h-4zM10 13.5h4v6h-4zM15.5 13.5h4v6h-4z',
  document: 'M6.5 3.5h7l4 4v13h-11zM13.5 3.5v4h4M9.5 12h5m-5 3.5h5',
  down: 'm6 9.5 6 6 6-6',
  download: 'M12 4v11m-4.5-4.5L12 15l4.5-4.5M4.5 19.5h15',
  empty: 'M4 5.5h16v13H4zM4 15.5l4.5-4.5 4 4 3-3 4.5 4.5M15.2 9.3v.1',
  expand: 'M9 4.5H4.5V9M15 4.5h4.5V9M9 19.5H4.5V15m10.5 4.5h4.5V15',
  file: 'M6.5 3.5h7l4 4v13h-11zM13.5 3.5v4h4',
  filter: 'M4 6.5h16M7 12h10m-7 5.5h4',
  grid: 'M4 4.5h7v7H4zM13 4.5h7v4h-7zM13 10.5h7v9h-7zM4 13.5h7v6H4z',
  heart: 'M12 19.5S4.5 15 4.5 9.6A4 4 0 0 1 12 7.6a4 4 0 0 1 7.5 2c0 5.4-7.5 9.9-7.5 9.9z',
  help: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM9.6 9.6a2.4 2.4 0 1 1 3.6 2.1c-.8.5-1.2 1-1.2 1.9m0 2.8v.1',
  info: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 11v5.2m0-8.5v.1',
  lock: 'M6 10.5h12v9.5H6zM8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5',
  menu: 'M4 7h16M4 12h16M4 17h16',
  minus: 'M5 12h14',
  moon: 'M19.5 14.2A8 8 0 0 1 9.8 4.5a8 8 0 1 0 9.7 9.7z',
  next: 'm9.5 5 7 7-7 7',
  offline: 'M4 4l16 16M8.5 15.5a5 5 0 0 1 7 0M5.5 12.3A9.5 9.5 0 0 1 9 10m6.2-.2a9.5 9.5 0 0 1 3.3 2.5M12 19v.1',
  mail: 'M4 6h16v12H4zm0 1 8 6 8-6',
  share: 'M12 14.5V4m-4 4 4-4 4 4M7 11H5v9.5h14V11h-2',
  language:
    'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM3.5 12h17M12 3.5c2.4 2.4 3.6 5.2 3.6 8.5s-1.2 6.1-3.6 8.5c-2.4-2.4-3.6-5.2-3.6-8.5s1.2-6.1 3.6-8.5z',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1',
  panorama: 'M3.5 6.5c5.5 2 11.5 2 17 0v11c-5.5-2-11.5-2-17 0zM3.5 14.5l4.5-3.5 4 3 3-2.5 5.5 4',
  pause: 'M8.5 5.5v13M15.5 5.5v13',
  person: 'M12 11.5a3.7 3.7 0 1 0 0-7.4 3.7 3.7 0 0 0 0 7.4zM4.8 20c.7-3.9 3.5-5.8 7.2-5.8s6.5 1.9 7.2 5.8',
  pencil: 'M4.5 19.5l1-4.2L16.2 4.6a1.6 1.6 0 0 1 2.3 0l.9.9a1.6 1.6 0 0 1 0 2.3L8.7 18.5zM14.5 6.3l3.2 3.2',
  pin: 'M12 21s-6.5-5.8-6.5-11a6.5 6.5 0 1 1 13 0c0 5.2-6.5 11-6.5 11zM12 12.2a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6z',
  play: 'M8 5.2v13.6L18.8 12z',
  plus: 'M12 5v14M5 12h14',
  refresh: 'M19.5 12a7.5 7.5 0 1 1-2.2-5.3l2.2 2.2m0-4.9v4.9h-4.9',
  search: 'M10.8 17.3a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5l4.7 4.7',
  shuffle: 'M4 7h3.5l9 10H20m-3-3 3 3-3 3M4 17h3.5l2.6-2.9m3.2-3.5L16.5 7H20m-3-3 3 3-3 3',
  star: 'm12 4 2.4 5.2 5.6.6-4.2 3.8 1.2 5.6-5-2.9-5 2.9 1.2-5.6L4 9.8l5.6-.6z',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2.8v2m0 14.4v2M2.8 12h2m14.4 0h2M5.5 5.5l1.4 1.4m10.2 10.2 1.4 1.4m0-13-1.4 1.4M6.9 17.1l-1.4 1.4',
  tag: 'M4 4h7.5l8.5 8.5-7.5 7.5L4 11.5zM8.2 8.2v.1',
  trash: 'M5 7h14M9.5 7V4.5h5V7M7 7l.8 12.5h8.4L17 7M10.5 10.5v5.5m3-5.5v5.5',
  up: 'm6 14.5 6-6 6 6',
  video: 'M3.5 6.5h11.5v11H3.5zM15 10.5l5.5-3v9l-5.5-3',
} as const

export type IconName = keyof typeof paths

/** Those that point back or on: they are mirrored where the page is read from the right. */
const directed: ReadonlySet<IconName> = new Set(['back', 'next'])

/** An icon as inline SVG, hidden from assistive technology: the text beside it or the label of its button speaks. */
export const icon = (name: IconName): SafeHtml =>
  new SafeHtml(
    `<svg class="icon${directed.has(name) ? ' is-directed' : ''}" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false"><path d="${paths[name]}"/></svg>`,
  )
