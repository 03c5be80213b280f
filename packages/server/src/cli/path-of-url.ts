/** `file:DIR`, `sqlite:///FILE`: the path, taken as it is written. */
export const pathOfUrl = (url: string, scheme: string): string => url.slice(scheme.length).replace(/^\/\/(?=\/)/, '')
