import { albumTree } from './album-tree.ts'
import { submitOnChange } from './autosubmit.ts'
import { markBrokenPictures } from './broken-pictures.ts'
import { watchConnection } from './connection.ts'
import { copyButtons } from './copy.ts'
import { densitySwitch } from './density.ts'
import { endlessGrids } from './endless-grid.ts'
import { fileForms } from './file-forms.ts'
import { shortcuts } from './keys.ts'
import { liveParts } from './live-parts.ts'
import { modeToggle } from './mode.ts'
import { photoPage } from './photo-page.ts'
import { picking } from './picking.ts'
import { pictureTransition } from './picture-transition.ts'
import { blurredPlaceholders } from './placeholders.ts'
import { progressLine } from './progress.ts'
import { reviewKeys } from './review.ts'
import { sendButtons } from './send.ts'
import { suggestWhileTyping } from './suggest.ts'

// Everything here adds to pages that are complete without it.
watchConnection()
modeToggle()
densitySwitch()
markBrokenPictures()
blurredPlaceholders()
submitOnChange()
shortcuts()
progressLine()
liveParts()
endlessGrids()
photoPage()
pictureTransition()
picking()
albumTree()
fileForms()
reviewKeys()
suggestWhileTyping()
copyButtons()
sendButtons()
