/** Where the pictures that a map is made of come from. */
export interface MapTiles {
  /**
   * `https://tiles.example/{z}/{x}/{y}.png`; `{s}.` may stand before the host, for a, b and c, and `{r}` for `@2x` on fine screens.
   * `null`: from nowhere.
   */
  readonly tileUrl: string | null
  /** What those who make the map want to have said beside it, as plain text. */
  readonly attribution: string
  /** Where these words lead; https. `null`: nowhere. */
  readonly attributionUrl: string | null
}
