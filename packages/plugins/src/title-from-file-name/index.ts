export { type TitleFromFileNameOptions, titleFromFileName } from './title-from-file-name.ts'
export { toTitle } from './to-title.ts'
