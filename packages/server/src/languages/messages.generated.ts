// Made of locales/en by `npm run locales`.
type Text = string | number

/** What each sentence takes; `null`: nothing. */
export interface MessageArguments {
  'about.albums': { count: number }
  'about.empty': null
  'about.link': null
  'about.numbers': null
  'about.photos': { count: number }
  'about.program': { name: Text }
  'about.program.version': { name: Text; version: Text }
  'about.title': null
  'about.ways': null
  'about.ways.albums': null
  'about.ways.api': null
  'about.ways.feed': null
  'about.write': null
  'account.data': null
  'account.data.export': null
  'account.data.lead': null
  'account.days': { days: number }
  'account.delete': null
  'account.delete.lead': null
  'account.delete.off': null
  'account.delete.submit': null
  'account.done.confirmed': null
  'account.done.email': null
  'account.done.ended': null
  'account.done.moved': null
  'account.done.password': null
  'account.done.saved': null
  'account.email': null
  'account.email.next': null
  'account.email.none': null
  'account.email.now': { email: Text }
  'account.email.off': null
  'account.email.pending': { email: Text }
  'account.email.submit': null
  'account.keys': null
  'account.keys.look': null
  'account.language': null
  'account.language.browser': null
  'account.lead': { role: Text }
  'account.look': null
  'account.nav': null
  'account.password': null
  'account.password.current': null
  'account.password.lead': null
  'account.password.next': null
  'account.password.none': null
  'account.password.set': null
  'account.password.submit': null
  'account.perPage': null
  'account.recent': null
  'account.save': null
  'account.session.device': { browser: Text; system: Text }
  'account.session.end': null
  'account.session.endOf': { device: Text }
  'account.session.from': { address: Text }
  'account.session.here': null
  'account.session.unknown': null
  'account.session.used': { when: Text }
  'account.sessions': null
  'account.sessions.endAll': null
  'account.sessions.endOthers': null
  'account.shared': null
  'account.title': null
  'account.usual': { value: Text }
  'activity.about': { name: Text }
  'activity.after': null
  'activity.all': null
  'activity.before': null
  'activity.by': { name: Text }
  'activity.changes': { count: number }
  'activity.field': null
  'activity.from': null
  'activity.gallery': { reason: Text }
  'activity.guest': null
  'activity.host': { name: Text }
  'activity.key': { name: Text }
  'activity.lead': null
  'activity.link': { name: Text }
  'activity.none': null
  'activity.none.text': null
  'activity.nothing': null
  'activity.older': null
  'activity.somebody': null
  'activity.submit': null
  'activity.text': null
  'activity.title': null
  'activity.to': null
  'activity.what': null
  'activity.what.album': null
  'activity.what.all': null
  'activity.what.comment': null
  'activity.what.grant': null
  'activity.what.group': null
  'activity.what.key': null
  'activity.what.link': null
  'activity.what.photo': null
  'activity.what.role': null
  'activity.what.root': null
  'activity.what.setting': null
  'activity.what.tag': null
  'activity.what.user': null
  'activity.what.webhook': null
  'admin.lead': null
  'admin.noRoots.text': null
  'admin.noRoots.title': null
  'admin.problems': null
  'admin.problems.lead': null
  'admin.problems.more': null
  'admin.problems.none': null
  'admin.problems.path': null
  'admin.problems.reason': null
  'admin.problems.since': null
  'admin.root.lastSync': null
  'admin.root.never': null
  'admin.root.new': null
  'admin.root.offline': null
  'admin.root.offline.text': null
  'admin.root.openAlbum': null
  'admin.root.reading': null
  'admin.root.ready': null
  'admin.root.suddenly-empty': null
  'admin.root.suddenly-empty.text': null
  'admin.roots': null
  'admin.settings': null
  'admin.settings.locked': null
  'admin.settings.off': null
  'admin.settings.on': null
  'admin.settings.quiet': null
  'admin.settings.quiet.hint': null
  'admin.settings.saved': null
  'admin.settings.schedule': null
  'admin.settings.schedule.hint': null
  'admin.settings.watch': null
  'admin.settings.watch.hint': null
  'admin.summary.added': null
  'admin.summary.changed': null
  'admin.summary.deleted': null
  'admin.summary.moved': null
  'admin.summary.restored': null
  'admin.summary.unchanged': null
  'admin.sync': null
  'admin.sync.started': null
  'admin.title': null
  'admin.watch.elsewhere': null
  'admin.watch.events': null
  'admin.watch.limit': null
  'admin.watch.next': { at: Text }
  'admin.watch.noNext': null
  'admin.watch.off': null
  'admin.watch.schedule': null
  'admin.watch.unsupported': null
  'album.empty.folder': null
  'album.empty.text': null
  'album.empty.title': null
  'album.locked': null
  'album.photos': null
  'album.photosBelow': null
  'album.private': null
  'album.subAlbums': null
  'albums.none.text': null
  'albums.none.title': null
  'apiKeys.all.lead': null
  'apiKeys.all.text': null
  'apiKeys.all.title': null
  'apiKeys.allRevoked': null
  'apiKeys.begins': { start: Text }
  'apiKeys.copied': null
  'apiKeys.copy': null
  'apiKeys.create': null
  'apiKeys.created.label': null
  'apiKeys.created.text': null
  'apiKeys.created.title': null
  'apiKeys.days': null
  'apiKeys.days.hint': null
  'apiKeys.ended': { at: Text }
  'apiKeys.endless': null
  'apiKeys.ends': { at: Text }
  'apiKeys.expires': null
  'apiKeys.expires.custom': null
  'apiKeys.expires.days': { days: number }
  'apiKeys.expires.never': null
  'apiKeys.lead': null
  'apiKeys.made': { at: Text }
  'apiKeys.name': null
  'apiKeys.name.hint': null
  'apiKeys.new': null
  'apiKeys.none.all': null
  'apiKeys.none.text': null
  'apiKeys.none.title': null
  'apiKeys.of': { name: Text }
  'apiKeys.revoke': null
  'apiKeys.revoke.label': { name: Text }
  'apiKeys.revokeAll': null
  'apiKeys.revokeAll.text': null
  'apiKeys.revoked': null
  'apiKeys.revokedAt': { at: Text }
  'apiKeys.scope.administer': null
  'apiKeys.scope.administer.hint': null
  'apiKeys.scope.edit': null
  'apiKeys.scope.edit.hint': null
  'apiKeys.scope.manage': null
  'apiKeys.scope.manage.hint': null
  'apiKeys.scope.organise': null
  'apiKeys.scope.organise.hint': null
  'apiKeys.scope.read': null
  'apiKeys.scope.share': null
  'apiKeys.scope.share.hint': null
  'apiKeys.scope.upload': null
  'apiKeys.scope.upload.hint': null
  'apiKeys.scopes': null
  'apiKeys.scopes.hint': null
  'apiKeys.state.active': null
  'apiKeys.state.disabled': null
  'apiKeys.state.expired': null
  'apiKeys.state.revoked': null
  'apiKeys.title': null
  'apiKeys.unused': null
  'apiKeys.used': { at: Text }
  'archive.below': null
  'archive.facts': { count: number; size: Text }
  'archive.facts.smaller': { count: number; size: Text }
  'archive.lead': null
  'archive.leftOut': { count: number }
  'archive.none': null
  'archive.title': { name: Text }
  'batches.addTags': null
  'batches.album': null
  'batches.album.add': null
  'batches.album.move': null
  'batches.album.none': null
  'batches.album.remove': null
  'batches.albumName': null
  'batches.albumName.hint': null
  'batches.albumName.many': { albums: Text }
  'batches.albumName.missing': null
  'batches.all': null
  'batches.apply': { count: number }
  'batches.apply.delete': { count: number }
  'batches.author': null
  'batches.changing': null
  'batches.check': null
  'batches.copyright': null
  'batches.delete': null
  'batches.did.addTags': { names: Text }
  'batches.did.addToAlbums': null
  'batches.did.delete': null
  'batches.did.moveToAlbum': null
  'batches.did.removeFromAlbums': null
  'batches.did.removeTags': { names: Text }
  'batches.did.set': { names: Text }
  'batches.did.shift': null
  'batches.done': { count: number }
  'batches.forbidden': null
  'batches.history': null
  'batches.history.none': null
  'batches.history.none.text': null
  'batches.isUndone': null
  'batches.kept': { count: number }
  'batches.kind.table': null
  'batches.kind.undo': null
  'batches.lead': null
  'batches.level': null
  'batches.level.0': null
  'batches.level.1': null
  'batches.level.2': null
  'batches.level.4': null
  'batches.level.8': null
  'batches.level.none': null
  'batches.missing': null
  'batches.none': null
  'batches.nothing': null
  'batches.older': null
  'batches.photos': { count: number }
  'batches.q': null
  'batches.q.hint': null
  'batches.redo': null
  'batches.removeTags': null
  'batches.sample': { count: number }
  'batches.selected': null
  'batches.shift': null
  'batches.shift.hint': null
  'batches.shift.wrong': null
  'batches.tags.hint': null
  'batches.text': null
  'batches.text.hint': null
  'batches.title': null
  'batches.trash': { count: number }
  'batches.undo': null
  'batches.undone': { count: number }
  'batches.what': null
  'batches.which': null
  'batches.wouldChange': null
  'calendar.anyDay': null
  'calendar.anyMonth': null
  'calendar.anyWeek': null
  'calendar.anyYear': null
  'calendar.by': null
  'calendar.by.created': null
  'calendar.by.posted': null
  'calendar.days': null
  'calendar.months': null
  'calendar.next': null
  'calendar.none.text': null
  'calendar.none.title': null
  'calendar.of': { name: Text }
  'calendar.photos': { count: number }
  'calendar.photosOf': { name: Text }
  'calendar.previous': null
  'calendar.style': null
  'calendar.title': null
  'calendar.undated': { count: number }
  'calendar.week': { week: Text }
  'calendar.weekOf': { week: Text; days: Text }
  'calendar.weeks': null
  'calendar.years': null
  'capability.download': null
  'capability.edit': null
  'capability.manage': null
  'capability.organise': null
  'capability.share': null
  'capability.submit': null
  'capability.upload': null
  'capability.view': null
  'comments.again': null
  'comments.approve': null
  'comments.back': null
  'comments.body': null
  'comments.byLink': null
  'comments.edit': null
  'comments.edited': null
  'comments.first': null
  'comments.go': null
  'comments.guest': null
  'comments.host': null
  'comments.member': null
  'comments.more': null
  'comments.name': null
  'comments.name.optional': null
  'comments.none': null
  'comments.none.link': null
  'comments.pending': null
  'comments.remove': null
  'comments.remove.of': { name: Text }
  'comments.removed': null
  'comments.reply': null
  'comments.reply.to': { name: Text }
  'comments.save': null
  'comments.send': null
  'comments.signIn': null
  'comments.somebody': null
  'comments.title': null
  'comments.visitor': null
  'comments.waits': null
  'comments.write': null
  'confirm.lead': { name: Text }
  'confirm.submit': null
  'confirm.taken': { name: Text }
  'confirm.title': null
  'connection.lost': null
  'count.albums': { count: number }
  'count.photos': { count: number }
  'dates.range': { from: Text; to: Text }
  'density.label': null
  'density.large': null
  'density.medium': null
  'density.small': null
  'docs.missing.text': null
  'docs.missing.title': null
  'document.close': null
  'document.failed': null
  'document.loading': null
  'document.page': { page: Text; pages: Text }
  'document.read': null
  'done.created': null
  'done.deleted': null
  'done.duplicated': null
  'done.grants': null
  'done.merged': null
  'done.moved': null
  'done.orphans': null
  'done.saved': null
  'door.invalid.text': null
  'door.invalid.title': null
  'door.toSignIn': null
  'duplicates.action': null
  'duplicates.action.keep': null
  'duplicates.action.keep.hint': null
  'duplicates.action.link': null
  'duplicates.action.link.hint': null
  'duplicates.action.reject': null
  'duplicates.action.reject.hint': null
  'duplicates.action.replace': null
  'duplicates.action.replace.hint': null
  'duplicates.by': null
  'duplicates.by.checksum': null
  'duplicates.by.name': null
  'duplicates.lead': null
  'duplicates.title': null
  'email.lead': { name: Text; email: Text }
  'email.submit': null
  'email.title': null
  'error.400.title': null
  'error.401.title': null
  'error.403.title': null
  'error.404.guest': null
  'error.404.text': null
  'error.404.title': null
  'error.410.text': null
  'error.410.title': null
  'error.429.title': null
  'error.500.text': null
  'error.500.title': null
  'error.503.title': null
  'error.home': null
  'error.maintenance.text': null
  'error.maintenance.title': null
  'favourites.clear': null
  'favourites.cleared': null
  'favourites.lead': null
  'favourites.lead.link': null
  'favourites.none.text': null
  'favourites.none.title': null
  'favourites.title': null
  'files.back': null
  'files.choose': null
  'files.current': null
  'files.delete': null
  'files.delete.format': { name: Text }
  'files.delete.lead': null
  'files.delete.version': { number: Text }
  'files.deleteOf': { name: Text }
  'files.done.added': null
  'files.done.deleted': null
  'files.done.present': null
  'files.done.removed': null
  'files.done.replaced': null
  'files.done.restored': null
  'files.done.shown': null
  'files.download': null
  'files.downloadOf': { name: Text }
  'files.formats': null
  'files.formats.add': null
  'files.formats.lead': null
  'files.formats.none': null
  'files.manage': null
  'files.readOnly': null
  'files.replace': null
  'files.replace.clears': null
  'files.replace.clears.hint': null
  'files.replace.lead': null
  'files.replace.submit': null
  'files.restore': null
  'files.restoreOf': { number: Text }
  'files.source': { name: Text }
  'files.standIn': null
  'files.standIn.lead': null
  'files.standIn.remove': null
  'files.standIn.set': null
  'files.title': null
  'files.titleOf': { name: Text }
  'files.version': { number: Text }
  'files.version.until': { when: Text }
  'files.versions': null
  'files.versions.none': null
  'filter.album': null
  'filter.any': null
  'filter.aperture': null
  'filter.author': null
  'filter.below.no': null
  'filter.below.yes': null
  'filter.camera': null
  'filter.city': null
  'filter.contains': null
  'filter.country': null
  'filter.created': null
  'filter.dateFrom': null
  'filter.dateTo': null
  'filter.duration': null
  'filter.expert': null
  'filter.expert.note': null
  'filter.exposure': null
  'filter.field.empty': null
  'filter.filesize': null
  'filter.focal': null
  'filter.from': null
  'filter.height': null
  'filter.in.album': null
  'filter.in.author': null
  'filter.in.description': null
  'filter.in.file': null
  'filter.in.place': null
  'filter.in.tag': null
  'filter.in.title': null
  'filter.iso': null
  'filter.last.d': { count: number }
  'filter.last.h': { count: number }
  'filter.last.m': { count: number }
  'filter.last.w': { count: number }
  'filter.last.y': { count: number }
  'filter.lens': null
  'filter.level': null
  'filter.make': null
  'filter.megabytes': null
  'filter.mode': null
  'filter.mode.all': null
  'filter.mode.any': null
  'filter.near': null
  'filter.near.note': null
  'filter.no': null
  'filter.none': null
  'filter.pixels': null
  'filter.posted': null
  'filter.rating': null
  'filter.ratio': null
  'filter.rejected': null
  'filter.shape': null
  'filter.shape.landscape': null
  'filter.shape.panorama': null
  'filter.shape.portrait': null
  'filter.shape.square': null
  'filter.size': null
  'filter.tag': null
  'filter.tagged': null
  'filter.to': null
  'filter.type': null
  'filter.undated': null
  'filter.unrated': null
  'filter.uploader': null
  'filter.visits': null
  'filter.width': null
  'filter.words': null
  'filter.yes': null
  'flat.off': null
  'flat.on': null
  'flat.title': null
  'footer.poweredBy': null
  'forgot.lead': null
  'forgot.off.text': null
  'forgot.off.title': null
  'forgot.sent.text': null
  'forgot.sent.title': null
  'forgot.submit': null
  'forgot.title': null
  'forgot.who': null
  'grants.add': null
  'grants.capabilities': null
  'grants.from': null
  'grants.group': null
  'grants.hidden': null
  'grants.inherit': null
  'grants.inherited': null
  'grants.inherited.none': null
  'grants.lead': null
  'grants.link': null
  'grants.locked': null
  'grants.name': null
  'grants.none': null
  'grants.overridden': null
  'grants.own': null
  'grants.own.none': null
  'grants.private': null
  'grants.public': null
  'grants.remove.hint': null
  'grants.stopped': null
  'grants.stopped.lead': null
  'grants.title': { name: Text }
  'grants.type': null
  'grants.unknown': null
  'grants.user': null
  'grants.who': null
  'histogram.failed': null
  'histogram.title': null
  'histogram.told': { dark: Text; bright: Text }
  'history.address': null
  'history.all': null
  'history.at': null
  'history.by': null
  'history.by.day': null
  'history.by.hour': null
  'history.by.month': null
  'history.by.year': null
  'history.chart.before': null
  'history.chart.day': null
  'history.chart.hour': null
  'history.chart.month': null
  'history.chart.now': null
  'history.chart.table': null
  'history.chart.text': { title: Text; count: number }
  'history.chart.when': null
  'history.chart.year': null
  'history.done.purged': null
  'history.done.saved': null
  'history.from': null
  'history.lead': null
  'history.lines': null
  'history.none': null
  'history.none.text': null
  'history.none.yet': null
  'history.off': null
  'history.off.link': null
  'history.off.text': null
  'history.older': null
  'history.one.download': null
  'history.one.high': null
  'history.one.page': null
  'history.only.album': { name: Text }
  'history.only.link': { name: Text }
  'history.only.tag': { name: Text }
  'history.only.user': { name: Text }
  'history.open': { name: Text }
  'history.photo': null
  'history.photo.hint': null
  'history.purge': null
  'history.purge.all': null
  'history.purge.before': null
  'history.purge.before.hint': null
  'history.purge.confirm': null
  'history.purge.lead': null
  'history.purge.lines': null
  'history.purge.submit': null
  'history.purge.unconfirmed': null
  'history.purge.what': null
  'history.remove': { name: Text }
  'history.section.albums': null
  'history.section.calendar': null
  'history.section.comments': null
  'history.section.favourites': null
  'history.section.home': null
  'history.section.photos': null
  'history.section.popular': null
  'history.section.random': null
  'history.section.rated': null
  'history.section.recent': null
  'history.section.search': null
  'history.section.tags': null
  'history.settings': null
  'history.settings.addresses': null
  'history.settings.addresses.digest': null
  'history.settings.addresses.digest.hint': null
  'history.settings.addresses.network': null
  'history.settings.addresses.network.hint': null
  'history.settings.addresses.none': null
  'history.settings.administrators': null
  'history.settings.guests': null
  'history.settings.keepDays': null
  'history.settings.keepDays.hint': null
  'history.settings.lead': null
  'history.settings.users': null
  'history.somebody.administrator': null
  'history.somebody.guest': null
  'history.somebody.link': null
  'history.somebody.user': null
  'history.submit': null
  'history.text': null
  'history.title': null
  'history.to': null
  'history.type': null
  'history.type.all': null
  'history.type.download': null
  'history.type.high': null
  'history.type.page': null
  'history.visits': null
  'history.where': null
  'history.who': null
  'history.who.administrator': null
  'history.who.all': null
  'history.who.guest': null
  'history.who.link': null
  'history.who.user': null
  'home.albums': null
  'home.empty.admin': null
  'home.empty.member': null
  'home.empty.signIn': null
  'home.empty.title': null
  'home.newest': null
  'home.photos': null
  'home.reading.text': null
  'home.reading.title': null
  'identities.goOn': { name: Text }
  'identities.lead': null
  'identities.link': { name: Text }
  'identities.needed': null
  'identities.remove': null
  'identities.since': { at: Text }
  'identities.title': null
  'jobs.attempts': { count: number }
  'jobs.begun': { at: Text }
  'jobs.ended': { at: Text }
  'jobs.lead': null
  'jobs.none': null
  'jobs.none.text': null
  'jobs.older': null
  'jobs.progress': { done: number; total: number }
  'jobs.queue.accounts.giving': null
  'jobs.queue.derivatives.prepare': null
  'jobs.queue.derivatives.tidy': null
  'jobs.queue.derivatives.warm': null
  'jobs.queue.history.forget': null
  'jobs.queue.history.purge': null
  'jobs.queue.mail': null
  'jobs.queue.originals.released': null
  'jobs.queue.photos.rendering': null
  'jobs.queue.photos.synchronise': null
  'jobs.queue.photos.write-back': null
  'jobs.queue.staging.sweep': null
  'jobs.queue.storage.check': null
  'jobs.queue.tags.index': null
  'jobs.queue.uploads.sweep': null
  'jobs.queue.videos.convert': null
  'jobs.remove': null
  'jobs.removed': null
  'jobs.retried': null
  'jobs.retry': null
  'jobs.state.all': null
  'jobs.state.done': null
  'jobs.state.failed': null
  'jobs.state.running': null
  'jobs.state.waiting': null
  'jobs.text': null
  'jobs.title': null
  'keys.close': null
  'keys.download': null
  'keys.fullScreen': null
  'keys.help': null
  'keys.info': null
  'keys.next': null
  'keys.search': null
  'keys.title': null
  'keys.up': null
  'keys.zoom': null
  'language.label': null
  'lcomments.all': null
  'lcomments.all.album': null
  'lcomments.by': { name: Text }
  'lcomments.from': null
  'lcomments.in': { name: Text }
  'lcomments.more': null
  'lcomments.none': null
  'lcomments.none.found': null
  'lcomments.none.found.text': null
  'lcomments.none.text': null
  'lcomments.order': null
  'lcomments.order.newest': null
  'lcomments.order.oldest': null
  'lcomments.remove': { name: Text }
  'lcomments.reset': null
  'lcomments.title': null
  'lcomments.to': null
  'link-door.limited': null
  'link-door.password': null
  'link-door.submit': null
  'link-door.title': null
  'links.actions': null
  'links.albumGone': null
  'links.below': null
  'links.change': null
  'links.chosen': null
  'links.chosen.first': { shown: Text; total: Text }
  'links.chosen.none': null
  'links.comments': null
  'links.comments.first': { shown: Text; total: Text }
  'links.details': { name: Text }
  'links.done.all': null
  'links.done.everything': null
  'links.done.revoked': null
  'links.done.saved': null
  'links.ended': null
  'links.for': { name: Text }
  'links.last': { at: Text }
  'links.log': null
  'links.log.lead': null
  'links.log.network': null
  'links.log.none': null
  'links.log.older': null
  'links.log.program': null
  'links.log.when': null
  'links.made': { at: Text }
  'links.name': null
  'links.none': null
  'links.ofAlbum': null
  'links.older': null
  'links.open': null
  'links.opens': null
  'links.own': null
  'links.own.lead': null
  'links.rated': null
  'links.rated.first': { shown: Text; total: Text }
  'links.rated.photo': null
  'links.rated.stars': null
  'links.revoke': null
  'links.revokeAll': null
  'links.revokeAll.text': null
  'links.revokeEverybodys.text': null
  'links.revokeOf': { name: Text }
  'links.revokeOwn.text': null
  'links.revoked': null
  'links.state': null
  'links.text': null
  'links.title': null
  'links.until': { at: Text }
  'links.usedUp': null
  'links.uses': { uses: Text; max: Text }
  'links.visits': null
  'links.withPassword': null
  'maccounts.approve': null
  'maccounts.approveOf': { name: Text }
  'maccounts.done.approved': null
  'maccounts.done.refused': null
  'maccounts.done.saved': null
  'maccounts.emailRequired': null
  'maccounts.fixed': null
  'maccounts.gone': null
  'maccounts.heir': null
  'maccounts.heir.hint': null
  'maccounts.heir.unknown': null
  'maccounts.idle': null
  'maccounts.lead': null
  'maccounts.mail': null
  'maccounts.mail.failed': { reason: Text }
  'maccounts.mail.noLinks': null
  'maccounts.mail.none': null
  'maccounts.mail.refresh': null
  'maccounts.mail.sent': null
  'maccounts.mail.set': { description: Text }
  'maccounts.mail.setPlain': null
  'maccounts.mail.submit': null
  'maccounts.mail.to': null
  'maccounts.mail.waiting': null
  'maccounts.max': null
  'maccounts.notify': null
  'maccounts.notify.administrators': null
  'maccounts.notify.group': null
  'maccounts.notify.none': null
  'maccounts.notifyGroup': null
  'maccounts.notifyGroup.none': null
  'maccounts.refuse': null
  'maccounts.refuseOf': { name: Text }
  'maccounts.registration': null
  'maccounts.registration.approval': null
  'maccounts.registration.needsMail': null
  'maccounts.registration.off': null
  'maccounts.registration.open': null
  'maccounts.remember': null
  'maccounts.reset': null
  'maccounts.reset.lead': null
  'maccounts.reset.made': { name: Text }
  'maccounts.reset.name': null
  'maccounts.reset.submit': null
  'maccounts.selfDeletion': null
  'maccounts.settings': null
  'maccounts.text': null
  'maccounts.title': null
  'maccounts.waiting': null
  'maccounts.waiting.none': null
  'mail.addressInUse.forgot': null
  'mail.addressInUse.ignore': null
  'mail.addressInUse.subject': { site: Text }
  'mail.addressInUse.text': null
  'mail.approved.signIn': null
  'mail.approved.subject': { site: Text }
  'mail.approved.text': { username: Text }
  'mail.comment.gone': { count: number }
  'mail.comment.kind.added': null
  'mail.comment.kind.edited': null
  'mail.comment.kind.pending': null
  'mail.comment.kind.removed': null
  'mail.comment.look': null
  'mail.comment.lookWaiting': null
  'mail.comment.on': { author: Text; title: Text }
  'mail.comment.onOfKind': { author: Text; title: Text; kind: Text }
  'mail.comment.somebody': null
  'mail.comment.subject.added': { count: number; site: Text }
  'mail.comment.subject.edited': { count: number; site: Text }
  'mail.comment.subject.mixed': { count: number; site: Text }
  'mail.comment.subject.pending': { count: number; site: Text }
  'mail.comment.subject.removed': { count: number; site: Text }
  'mail.confirm': null
  'mail.confirmEmail.subject': { site: Text }
  'mail.confirmEmail.text': { site: Text }
  'mail.confirmRegistration.subject': { site: Text }
  'mail.confirmRegistration.text': { site: Text }
  'mail.emailChanged.notYou': null
  'mail.emailChanged.subject': { site: Text }
  'mail.emailChanged.text': { username: Text; email: Text }
  'mail.factor.all-removed': null
  'mail.factor.app-added': null
  'mail.factor.app-removed': null
  'mail.factor.identity-added': null
  'mail.factor.identity-removed': null
  'mail.factor.passkey-added': null
  'mail.factor.passkey-removed': null
  'mail.factorChanged.notYou': null
  'mail.factorChanged.subject': { site: Text }
  'mail.factorChanged.text': { username: Text }
  'mail.ignore': null
  'mail.linkHours': { hours: number }
  'mail.more': { count: number }
  'mail.newcomer.look': null
  'mail.newcomer.subject': { username: Text; site: Text }
  'mail.newcomer.text': { username: Text }
  'mail.newcomer.waiting.look': null
  'mail.newcomer.waiting.subject': { username: Text; site: Text }
  'mail.newcomer.waiting.text': { username: Text }
  'mail.news.album': { count: number; album: Text }
  'mail.news.comments': { count: number }
  'mail.news.look': null
  'mail.news.subject': { count: number; site: Text }
  'mail.news.text': { count: number; since: Text }
  'mail.news.unsubscribe': null
  'mail.news.why': { username: Text; site: Text }
  'mail.passwordChanged.notYou': null
  'mail.passwordChanged.subject': { site: Text }
  'mail.passwordChanged.text': { username: Text }
  'mail.refused.subject': { site: Text }
  'mail.refused.text': { site: Text }
  'mail.reset.subject': { site: Text }
  'mail.reset.text': { username: Text }
  'mail.setPassword': null
  'mail.test.subject': { site: Text }
  'mail.test.text': null
  'malbums.allBelow': { count: number }
  'malbums.apply': null
  'malbums.childrenOrder': null
  'malbums.childrenOrder.-createdAt': null
  'malbums.childrenOrder.-name': null
  'malbums.childrenOrder.createdAt': null
  'malbums.childrenOrder.manual': null
  'malbums.childrenOrder.name': null
  'malbums.close': { name: Text }
  'malbums.comments': null
  'malbums.counts': { albums: number; photos: number }
  'malbums.cover': null
  'malbums.cover.auto': null
  'malbums.cover.fixed': null
  'malbums.cover.none': null
  'malbums.cover.random': null
  'malbums.coverPhoto': null
  'malbums.coverPhoto.hint': null
  'malbums.coverPhoto.missing': null
  'malbums.create': null
  'malbums.default': null
  'malbums.delete': null
  'malbums.delete.all': null
  'malbums.delete.all.hint': null
  'malbums.delete.confirm': null
  'malbums.delete.confirm.missing': null
  'malbums.delete.keep': null
  'malbums.delete.keep.hint': null
  'malbums.delete.lead': { albums: number; photos: number }
  'malbums.delete.orphans': null
  'malbums.delete.orphans.hint': null
  'malbums.delete.photos': null
  'malbums.delete.submit': null
  'malbums.delete.title': { name: Text }
  'malbums.description': null
  'malbums.down': { name: Text }
  'malbums.edit': { name: Text }
  'malbums.find': null
  'malbums.folder': null
  'malbums.found': { count: number }
  'malbums.lead': null
  'malbums.lock': null
  'malbums.locked': null
  'malbums.move': null
  'malbums.move.choose': null
  'malbums.move.first': null
  'malbums.move.last': null
  'malbums.move.lead': null
  'malbums.move.position': null
  'malbums.move.submit': null
  'malbums.move.title': { name: Text }
  'malbums.move.to': null
  'malbums.name': null
  'malbums.name.folder': null
  'malbums.new': null
  'malbums.newBelow': { name: Text }
  'malbums.none.text': null
  'malbums.none.title': null
  'malbums.notFound.text': null
  'malbums.notFound.title': null
  'malbums.open': { name: Text }
  'malbums.parent': null
  'malbums.permalink': null
  'malbums.permalink.hint': null
  'malbums.permissions': null
  'malbums.photoSort': null
  'malbums.photoSort.hint': null
  'malbums.private': null
  'malbums.private.hint': null
  'malbums.public': null
  'malbums.public.hint': null
  'malbums.query': null
  'malbums.query.hint': null
  'malbums.settings': null
  'malbums.smart': null
  'malbums.top': null
  'malbums.up': { name: Text }
  'malbums.view': null
  'malbums.visibility': null
  'manage.albums': null
  'manage.albums.text': null
  'manage.all': null
  'manage.cancel': null
  'manage.fault': null
  'manage.group.content': null
  'manage.group.files': null
  'manage.group.gallery': null
  'manage.group.people': null
  'manage.library.text': null
  'manage.more': null
  'manage.nav': null
  'manage.save': null
  'manage.search': null
  'manage.storage.text': null
  'manage.tags': null
  'manage.tags.text': null
  'manage.title': null
  'map.controls': null
  'map.drawing': { photos: number; places: number }
  'map.further': null
  'map.list': null
  'map.mini': null
  'map.nearer': null
  'map.none.text': null
  'map.none.title': null
  'map.nothingHere': null
  'map.of': { name: Text }
  'map.photos': null
  'map.places': null
  'map.reset': null
  'map.tiles.allow': { host: Text }
  'map.tiles.offer': { host: Text }
  'map.tiles.open': null
  'map.tiles.photo': null
  'map.tiles.photos': null
  'map.tiles.shown': { host: Text }
  'map.tiles.withdraw': { host: Text }
  'map.title': null
  'map.without': { count: number }
  'mark.new': null
  'mcomments.all': null
  'mcomments.count': { count: number }
  'mcomments.done.approved': null
  'mcomments.done.removed': null
  'mcomments.enabled': null
  'mcomments.enabled.hint': null
  'mcomments.find': null
  'mcomments.floodSeconds': null
  'mcomments.floodSeconds.hint': null
  'mcomments.gone': null
  'mcomments.guests': null
  'mcomments.mailMinutes': null
  'mcomments.mailMinutes.hint': null
  'mcomments.mailOn': null
  'mcomments.mailOn.added': null
  'mcomments.mailOn.edited': null
  'mcomments.mailOn.pending': null
  'mcomments.mailOn.removed': null
  'mcomments.maxLinks': null
  'mcomments.maxLinks.hint': null
  'mcomments.mayEditOwn': null
  'mcomments.mayRemoveOwn': null
  'mcomments.moderation': null
  'mcomments.moderation.all': null
  'mcomments.moderation.guests': null
  'mcomments.moderation.none': null
  'mcomments.none.found': null
  'mcomments.none.pending': null
  'mcomments.none.shown': null
  'mcomments.older': null
  'mcomments.on': { name: Text }
  'mcomments.order': null
  'mcomments.order.newest': null
  'mcomments.order.oldest': null
  'mcomments.pending': null
  'mcomments.pick': null
  'mcomments.ratings': null
  'mcomments.ratings.enabled': null
  'mcomments.search': null
  'mcomments.settings': null
  'mcomments.shown': null
  'mcomments.text': null
  'mcomments.title': null
  'mcomments.which': null
  'mine.again': null
  'mine.approved': null
  'mine.lead': null
  'mine.none': null
  'mine.older': null
  'mine.quota': null
  'mine.quota.bytes': { used: Text; max: Text }
  'mine.quota.photos': { used: Text; max: Text }
  'mine.returned': null
  'mine.title': null
  'mine.waiting': null
  'mine.withdraw': null
  'mlogo.dark': null
  'mlogo.dark.hint': null
  'mlogo.edit': null
  'mlogo.lead': null
  'mlogo.light': null
  'mlogo.light.hint': null
  'mlogo.picture': null
  'mlogo.remove': null
  'mlogo.title': null
  'mlogo.withTitle': null
  'mlogo.withTitle.hint': null
  'mmeta.custom': null
  'mmeta.custom.lead': null
  'mmeta.custom.write': null
  'mmeta.exiftool': null
  'mmeta.exiftool.always': null
  'mmeta.exiftool.here': { version: Text }
  'mmeta.exiftool.missing': null
  'mmeta.exiftool.needed': null
  'mmeta.exiftool.never': null
  'mmeta.field': null
  'mmeta.field.author': null
  'mmeta.field.camera': null
  'mmeta.field.city': null
  'mmeta.field.copyright': null
  'mmeta.field.country': null
  'mmeta.field.created': null
  'mmeta.field.date': null
  'mmeta.field.description': null
  'mmeta.field.headline': null
  'mmeta.field.keywords': null
  'mmeta.field.orientation': null
  'mmeta.field.position': null
  'mmeta.field.rating': null
  'mmeta.field.title': null
  'mmeta.files': null
  'mmeta.job.already': null
  'mmeta.job.failed': null
  'mmeta.job.q': null
  'mmeta.job.q.hint': null
  'mmeta.job.refresh': null
  'mmeta.job.waiting': null
  'mmeta.keywordTrees': null
  'mmeta.keywordTrees.hint': null
  'mmeta.lead': null
  'mmeta.locked': null
  'mmeta.position': null
  'mmeta.position.addAlbum': null
  'mmeta.position.addAlbum.hint': null
  'mmeta.position.addLink': null
  'mmeta.position.album': { name: Text }
  'mmeta.position.gone': { id: Text }
  'mmeta.position.lead': null
  'mmeta.position.link': { name: Text }
  'mmeta.position.manyAlbums': null
  'mmeta.position.noAlbum': null
  'mmeta.position.noLink': null
  'mmeta.position.role': { name: Text }
  'mmeta.read': null
  'mmeta.read.none': null
  'mmeta.readOf': { name: Text }
  'mmeta.reading': null
  'mmeta.reading.clear': null
  'mmeta.reading.done': null
  'mmeta.reading.lead': null
  'mmeta.reading.overwrite': null
  'mmeta.reading.running': { percent: Text }
  'mmeta.reading.start': null
  'mmeta.sources': null
  'mmeta.sources.hint': null
  'mmeta.sources.lead': null
  'mmeta.text': null
  'mmeta.tickOf': { name: Text; block: Text }
  'mmeta.title': null
  'mmeta.write': null
  'mmeta.write.none': null
  'mmeta.writeOf': { name: Text }
  'mmeta.writesFiles': null
  'mmeta.writesFiles.hint': null
  'mmeta.writing': null
  'mmeta.writing.done': null
  'mmeta.writing.lead': null
  'mmeta.writing.off': null
  'mmeta.writing.running': { percent: Text }
  'mmeta.writing.start': null
  'mnews.choose': null
  'mnews.done.sent': null
  'mnews.enabled': null
  'mnews.hour': null
  'mnews.lead': { count: number }
  'mnews.list': null
  'mnews.list.end': null
  'mnews.look': null
  'mnews.maxPictures': null
  'mnews.next': { when: Text }
  'mnews.noMail': null
  'mnews.older': null
  'mnews.ownText': null
  'mnews.pictures': null
  'mnews.row': { name: Text; rhythm: Text; next: Text }
  'mnews.row.mute': { name: Text; rhythm: Text }
  'mnews.send': null
  'mnews.send.lead': null
  'mnews.send.preview': { looked: number; letters: number; photos: number; isComplete: string }
  'mnews.send.submit': null
  'mnews.settings': null
  'mnews.text': null
  'mnews.title': null
  'mnews.unknown': null
  'mnews.username': null
  'mode.toggle': null
  'more.albums': null
  'more.failed': null
  'more.loading': null
  'more.photos': null
  'more.start': null
  'mpics.ahead': null
  'mpics.avif': null
  'mpics.avif.hint': null
  'mpics.cache': null
  'mpics.cache.all': null
  'mpics.cache.bytes': null
  'mpics.cache.files': null
  'mpics.cache.hint': null
  'mpics.cache.hits': null
  'mpics.cache.of': { used: Text; most: Text }
  'mpics.cache.outdated': null
  'mpics.cache.previews': null
  'mpics.cache.purge': null
  'mpics.cache.purgeSize': { name: Text }
  'mpics.cache.rendered': null
  'mpics.cache.videos': null
  'mpics.cache.waiting': null
  'mpics.enabled': null
  'mpics.fit': null
  'mpics.fit.crop': null
  'mpics.fit.inside': null
  'mpics.formats': null
  'mpics.formats.lead': null
  'mpics.height': null
  'mpics.lead': null
  'mpics.locked': null
  'mpics.mark.makeUsual': null
  'mpics.mark.margin': null
  'mpics.mark.minWidth': null
  'mpics.mark.name': null
  'mpics.mark.name.hint': null
  'mpics.mark.new': null
  'mpics.mark.noUsual': null
  'mpics.mark.opacity': null
  'mpics.mark.picture': null
  'mpics.mark.picture.hint': null
  'mpics.mark.picture.missing': null
  'mpics.mark.position': null
  'mpics.mark.preview': { name: Text }
  'mpics.mark.remove': null
  'mpics.mark.save': null
  'mpics.mark.usual': null
  'mpics.mark.width': null
  'mpics.mark.width.hint': null
  'mpics.marks': null
  'mpics.marks.lead': null
  'mpics.marks.none': null
  'mpics.new': null
  'mpics.number': null
  'mpics.of': { field: Text; name: Text }
  'mpics.position.bottom': null
  'mpics.position.bottom-left': null
  'mpics.position.bottom-right': null
  'mpics.position.centre': null
  'mpics.position.left': null
  'mpics.position.right': null
  'mpics.position.tiled': null
  'mpics.position.top': null
  'mpics.position.top-left': null
  'mpics.position.top-right': null
  'mpics.quality': null
  'mpics.qualityOf': { format: Text }
  'mpics.removed': { count: number }
  'mpics.sharpen': null
  'mpics.size': null
  'mpics.sizes': null
  'mpics.sizes.hint': null
  'mpics.sizes.lead': null
  'mpics.text': null
  'mpics.title': null
  'mpics.tools': null
  'mpics.tools.adds': null
  'mpics.tools.lead': null
  'mpics.tools.missing': { package: Text }
  'mpics.tools.off': null
  'mpics.tools.program': null
  'mpics.tools.refresh': null
  'mpics.tools.state': null
  'mpics.videos': null
  'mpics.videos.hint': null
  'mpics.warm': null
  'mpics.warm.already': null
  'mpics.warm.done': null
  'mpics.warm.failed': null
  'mpics.warm.lead': null
  'mpics.warm.refresh': null
  'mpics.warm.running': { percent: Text }
  'mpics.warm.start': null
  'mpics.warm.waiting': null
  'mpics.webp': null
  'mpics.width': null
  'mtags.children': null
  'mtags.count': { count: number }
  'mtags.create': null
  'mtags.delete': null
  'mtags.delete.lead': null
  'mtags.delete.submit': null
  'mtags.delete.title': { count: number }
  'mtags.deleteThis': null
  'mtags.duplicate': null
  'mtags.duplicate.lead': null
  'mtags.duplicate.name': null
  'mtags.edit': { name: Text }
  'mtags.find': null
  'mtags.indexing': { count: number }
  'mtags.keepOld': null
  'mtags.lead': null
  'mtags.merge': null
  'mtags.merge.choose': null
  'mtags.merge.into': null
  'mtags.merge.lead': null
  'mtags.merge.other': null
  'mtags.merge.other.hint': null
  'mtags.merge.submit': null
  'mtags.merge.title': null
  'mtags.mergeThis': null
  'mtags.name': null
  'mtags.new': null
  'mtags.none.text': null
  'mtags.none.title': null
  'mtags.nothing': null
  'mtags.open': null
  'mtags.orphans': { count: number }
  'mtags.orphans.delete': null
  'mtags.orphans.lead': { count: number }
  'mtags.orphans.show': null
  'mtags.orphans.title': null
  'mtags.others': null
  'mtags.parent': null
  'mtags.parent.hint': null
  'mtags.parent.unknown': null
  'mtags.photos': null
  'mtags.rename': null
  'mtags.select': { name: Text }
  'mtags.selected': null
  'mtags.synonyms': null
  'mtags.synonyms.hint': null
  'mtheme.colour.own': null
  'mtheme.contrast': { name: Text; ratio: Text }
  'mtheme.none': null
  'mtheme.palette': null
  'mtheme.preview': null
  'mtheme.preview.frame': null
  'mtheme.preview.hint': null
  'mtheme.range': { min: Text; max: Text }
  'mtheme.reset': null
  'mtheme.save': null
  'mtheme.title': { title: Text }
  'mthemes.about': { version: Text; author: Text }
  'mthemes.activate': null
  'mthemes.activateOf': { title: Text }
  'mthemes.active': null
  'mthemes.album': null
  'mthemes.album.hint': null
  'mthemes.asAbove': null
  'mthemes.asGallery': null
  'mthemes.broken': null
  'mthemes.css': null
  'mthemes.css.edit': null
  'mthemes.css.hint': null
  'mthemes.css.label': null
  'mthemes.css.lead': null
  'mthemes.css.undo': null
  'mthemes.css.undo.lead': null
  'mthemes.delete': null
  'mthemes.deleteOf': { title: Text }
  'mthemes.fixed': null
  'mthemes.gone': { name: Text }
  'mthemes.lead': null
  'mthemes.offered': null
  'mthemes.offered.label': null
  'mthemes.offered.lead': null
  'mthemes.own': null
  'mthemes.parent': { title: Text }
  'mthemes.preview': null
  'mthemes.previewOf': { title: Text }
  'mthemes.reread': null
  'mthemes.reread.text': null
  'mthemes.settings': null
  'mthemes.settingsOf': { title: Text }
  'mthemes.text': null
  'mthemes.title': null
  'mthemes.trying': { title: Text }
  'mthemes.trying.stop': null
  'mthemes.withPalette': { title: Text; palette: Text }
  'nav.account': null
  'nav.albums': null
  'nav.breadcrumbs': null
  'nav.calendar': null
  'nav.library': null
  'nav.main': null
  'nav.manage': null
  'nav.menu': null
  'nav.more': null
  'nav.popular': null
  'nav.random': null
  'nav.rated': null
  'nav.recent': null
  'nav.search': null
  'nav.tags': null
  'notify.daily': null
  'notify.end.again': null
  'notify.end.done': null
  'notify.end.lead': { name: Text }
  'notify.end.submit': null
  'notify.end.title': null
  'notify.feed': null
  'notify.feed.lead': null
  'notify.feed.made': { when: Text }
  'notify.feed.make': null
  'notify.feed.off': null
  'notify.feed.once': null
  'notify.feed.remove': null
  'notify.feed.removed': null
  'notify.feed.renew': null
  'notify.feed.title': { site: Text }
  'notify.lead': null
  'notify.mail': null
  'notify.mail.lead': null
  'notify.never': null
  'notify.next': { when: Text }
  'notify.noAddress': null
  'notify.off': null
  'notify.rhythm': null
  'notify.title': null
  'notify.weekly': null
  'overview.albums': null
  'overview.atLeast': { count: number }
  'overview.comments': null
  'overview.counts': null
  'overview.groups': null
  'overview.notice.comments': { count: number }
  'overview.notice.failedJobs': { count: number }
  'overview.notice.homeless': { count: number }
  'overview.notice.registrations': { count: number }
  'overview.notice.reviews': { count: number }
  'overview.notice.storage': null
  'overview.notices': null
  'overview.photos': null
  'overview.storage': null
  'overview.storage.reading': null
  'overview.storage.text': { bytes: Text }
  'overview.tags': null
  'overview.type.document': null
  'overview.type.image': null
  'overview.type.of': { count: number; bytes: Text }
  'overview.type.video': null
  'overview.users': null
  'overview.visits': null
  'overview.visits.more': null
  'owner.failed': null
  'owner.first': null
  'owner.lead': null
  'owner.mail': { email: Text }
  'owner.mail.label': null
  'owner.none': null
  'owner.passkey': null
  'owner.provider': { name: Text }
  'owner.title': null
  'panorama.failed': null
  'panorama.title': null
  'parts.and': null
  'parts.label': null
  'parts.remove': { name: Text }
  'passkeys.add': null
  'passkeys.backedUp': null
  'passkeys.cancelled': null
  'passkeys.change': null
  'passkeys.change.label': { name: Text }
  'passkeys.code': null
  'passkeys.code.hint': null
  'passkeys.failed': null
  'passkeys.known': null
  'passkeys.lead': null
  'passkeys.made': { at: Text }
  'passkeys.missing': null
  'passkeys.name': null
  'passkeys.name.hint': null
  'passkeys.remove': null
  'passkeys.remove.submit': null
  'passkeys.rename': null
  'passkeys.rename.submit': null
  'passkeys.signIn': null
  'passkeys.title': null
  'passkeys.unavailable': null
  'passkeys.unused': null
  'passkeys.use': null
  'passkeys.used': { at: Text }
  'photo.albums': null
  'photo.altitude': { metres: Text }
  'photo.author': null
  'photo.camera': null
  'photo.copies': null
  'photo.copies.edited': null
  'photo.copies.sidecar': null
  'photo.copies.stripped': null
  'photo.copies.withoutPosition': null
  'photo.copyright': null
  'photo.cover.hint': null
  'photo.cover.is': null
  'photo.cover.make': null
  'photo.details': null
  'photo.dimensions': null
  'photo.download': null
  'photo.downloadSize': null
  'photo.duration': null
  'photo.exposure': null
  'photo.favourite': null
  'photo.favourite.add': null
  'photo.favourite.remove': null
  'photo.file': null
  'photo.fullScreen': null
  'photo.help': null
  'photo.info': null
  'photo.kind.document': null
  'photo.kind.image': null
  'photo.kind.video': null
  'photo.lens': null
  'photo.metadata': null
  'photo.moreOf': { name: Text }
  'photo.next': null
  'photo.noPicture': null
  'photo.noPicture.download': null
  'photo.onCalendar': null
  'photo.openPlace': null
  'photo.pixels': { width: Text; height: Text; megapixels: Text }
  'photo.place': null
  'photo.position': { position: number; total: number }
  'photo.positionLong': { position: number; total: number }
  'photo.previous': null
  'photo.stars': null
  'photo.stars.average': { score: Text; count: number }
  'photo.stars.give': { stars: number }
  'photo.stars.remove': { stars: number }
  'photo.strip': null
  'photo.tags': null
  'photo.taken': null
  'photo.texts': null
  'photo.texts.description': null
  'photo.texts.save': null
  'photo.texts.title': null
  'photo.up': { name: Text }
  'photo.video.impossible': null
  'photo.video.running': { percent: Text }
  'photo.video.waiting': null
  'photo.videoOnly': null
  'picking.about': null
  'picking.added': null
  'picking.all': null
  'picking.bar': null
  'picking.clear': null
  'picking.count': null
  'picking.download': null
  'picking.failed': null
  'picking.favourites': null
  'picking.get': null
  'picking.hint': null
  'picking.label': null
  'picking.largest': null
  'picking.leftOut': null
  'picking.original': null
  'picking.pixels': { name: Text; pixels: number }
  'picking.select': null
  'picking.share': null
  'picking.size': null
  'picking.slideshow': null
  'popular.lead': null
  'popular.none.text': null
  'popular.none.title': null
  'popular.title': null
  'progress.finishing': null
  'progress.reading': { done: number; total: number }
  'progress.scanning': { folders: number }
  'progress.starting': null
  'quotas.add': null
  'quotas.add.submit': null
  'quotas.change': null
  'quotas.change.label': { name: Text }
  'quotas.done.deleted': null
  'quotas.done.saved': null
  'quotas.fixed': null
  'quotas.full': null
  'quotas.guests': null
  'quotas.kind.guests': null
  'quotas.kind.link': null
  'quotas.kind.user': null
  'quotas.largest': null
  'quotas.lead': null
  'quotas.list': null
  'quotas.maxPhotos': null
  'quotas.maxPhotos.hint': null
  'quotas.megabytes': null
  'quotas.megabytes.hint': null
  'quotas.missing': null
  'quotas.name': null
  'quotas.name.hint': null
  'quotas.name.missing': null
  'quotas.name.several': null
  'quotas.name.unknown': null
  'quotas.none': null
  'quotas.number': null
  'quotas.owner': null
  'quotas.owner.guests': null
  'quotas.owner.link': null
  'quotas.owner.missing': null
  'quotas.owner.user': null
  'quotas.remove': null
  'quotas.text': null
  'quotas.title': null
  'quotas.whole': null
  'random.again': null
  'random.lead': null
  'random.none.text': null
  'random.none.title': null
  'random.title': null
  'rated.lead': null
  'rated.none.text': null
  'rated.none.title': null
  'rated.title': null
  'recent.albums': null
  'recent.choice': null
  'recent.days': { days: number }
  'recent.lead': { days: number }
  'recent.new': { count: number }
  'recent.none.text': null
  'recent.none.title': null
  'recent.photos': null
  'recent.title': null
  'reference.as': { name: Text }
  'reference.docs': null
  'reference.document': null
  'reference.guest': null
  'reference.lead': null
  'reference.title': null
  'register.closed.text': null
  'register.closed.title': null
  'register.confirm.text': null
  'register.confirm.title': null
  'register.lead': null
  'register.lead.approval': null
  'register.lead.optional': null
  'register.submit': null
  'register.title': null
  'register.waiting.text': null
  'register.waiting.title': null
  'related.addAlbum': { count: number; name: Text }
  'related.addTag': { count: number; name: Text }
  'related.albums': null
  'related.label': null
  'related.tags': null
  'reset.lead': { name: Text }
  'reset.password': null
  'reset.submit': null
  'reset.title': null
  'review.albumGone': null
  'review.all': null
  'review.approve': null
  'review.count': { count: number }
  'review.done.approved': { count: number }
  'review.done.returned': { count: number }
  'review.done.waiting': { count: number }
  'review.from': { name: Text }
  'review.from.guest': null
  'review.from.link': { name: Text }
  'review.in': { name: Text }
  'review.keys': null
  'review.more': null
  'review.none': null
  'review.none.returned': null
  'review.note': null
  'review.note.hint': null
  'review.note.missing': null
  'review.note.of': { note: Text }
  'review.photos': null
  'review.pick': null
  'review.reopen': null
  'review.returned': null
  'review.sendBack': null
  'review.states': null
  'review.text': null
  'review.title': null
  'review.undo': null
  'review.waiting': null
  'rules.fixed': null
  'rules.formats': null
  'rules.formats.hint': null
  'rules.height': null
  'rules.lead': null
  'rules.quality': null
  'rules.quality.hint': null
  'rules.scale.hint': null
  'rules.scale.note': null
  'rules.text': null
  'rules.title': null
  'rules.versions': null
  'rules.versions.hint': null
  'rules.width': null
  'search.albums': null
  'search.apply': null
  'search.chosen': null
  'search.clear': null
  'search.doubt': { text: Text }
  'search.empty.text': null
  'search.empty.title': null
  'search.filters': null
  'search.help.camera': null
  'search.help.created': null
  'search.help.figures': null
  'search.help.near': null
  'search.help.not': null
  'search.help.or': null
  'search.help.phrase': null
  'search.help.tag': null
  'search.help.title': null
  'search.help.without': null
  'search.help.words': null
  'search.label': null
  'search.moreFilters': null
  'search.none.text': null
  'search.none.title': { q: Text }
  'search.notFound': { words: Text }
  'search.photos': null
  'search.placeholder': null
  'search.results': { count: number; q: Text }
  'search.set': null
  'search.submit': null
  'search.tags': null
  'search.title': null
  'search.titleFor': { q: Text }
  'search.tooLong': null
  'search.without': { name: Text }
  'secondStep.again': null
  'secondStep.continue': null
  'secondStep.done': null
  'secondStep.enrol': null
  'secondStep.enrol.passkey': null
  'secondStep.lead': null
  'secondStep.lead.passkey': null
  'secondStep.title': null
  'security.added': null
  'security.admin.lead': null
  'security.admin.text': null
  'security.admin.title': null
  'security.app': null
  'security.begin': null
  'security.code': null
  'security.code.any': null
  'security.code.first': null
  'security.code.missing': null
  'security.codes.text': null
  'security.codes.title': null
  'security.confirm': null
  'security.done.confirmed': null
  'security.done.linked': null
  'security.done.passkey': null
  'security.done.passkeyRemoved': null
  'security.done.passkeyRenamed': null
  'security.done.removed': null
  'security.done.unlinked': null
  'security.isOn': null
  'security.lead': null
  'security.off': null
  'security.off.passkeys': null
  'security.on': { at: Text; codes: number }
  'security.password': null
  'security.policy': null
  'security.policy.administrators': null
  'security.policy.administrators.hint': null
  'security.policy.everybody': null
  'security.policy.everybody.hint': null
  'security.policy.nobody': null
  'security.policy.nobody.hint': null
  'security.policy.save': null
  'security.policy.who': null
  'security.qr': null
  'security.remove': null
  'security.remove.text': null
  'security.renew': null
  'security.renew.text': null
  'security.renewed': null
  'security.reset': null
  'security.reset.done': null
  'security.reset.submit': null
  'security.reset.text': null
  'security.reset.unknown': null
  'security.scan': null
  'security.show': null
  'security.title': null
  'security.type': null
  'security.unavailable': null
  'select.kept': { count: number }
  'select.lead': null
  'select.legend': null
  'select.more': null
  'select.none': null
  'select.title': { name: Text }
  'setUp.done.text': null
  'setUp.done.title': null
  'setUp.email': null
  'setUp.lead': null
  'setUp.optional': null
  'setUp.passwordHint': null
  'setUp.submit': null
  'setUp.title': null
  'share.comment': null
  'share.copied': null
  'share.copy': null
  'share.download': null
  'share.expires': null
  'share.expires.hint': null
  'share.favourite': null
  'share.lead': null
  'share.level': null
  'share.level.0': null
  'share.level.1': null
  'share.level.2': null
  'share.level.4': null
  'share.level.8': null
  'share.made': null
  'share.made.once': null
  'share.mail': null
  'share.maxSize': null
  'share.maxSize.any': null
  'share.maxSize.hint': null
  'share.name': null
  'share.name.hint': null
  'share.new': null
  'share.password': null
  'share.password.hint': null
  'share.password.keep': null
  'share.password.remove': null
  'share.photos': { count: number }
  'share.pick': null
  'share.pick.all': null
  'share.pick.first': { count: Text }
  'share.pick.legend': null
  'share.pick.none': null
  'share.qr': null
  'share.query': { query: Text }
  'share.query.lead': null
  'share.rate': null
  'share.recipient': null
  'share.recipient.hint': null
  'share.send': null
  'share.submit': null
  'share.submit.right': null
  'share.title': { name: Text }
  'share.tool': null
  'share.upload': null
  'share.url': null
  'share.uses': null
  'share.uses.hint': null
  'share.watermarkText': null
  'share.watermarkText.hint': null
  'share.what': null
  'share.what.album': null
  'share.what.tree': null
  'signIn.done.deleted': null
  'signIn.done.password': null
  'signIn.done.registered': null
  'signIn.forgot': null
  'signIn.lead': null
  'signIn.missing.password': null
  'signIn.missing.username': null
  'signIn.password': null
  'signIn.provider': { name: Text }
  'signIn.register': null
  'signIn.remember': null
  'signIn.submit': null
  'signIn.title': null
  'signIn.tooMany': null
  'signIn.username': null
  'signOut.submit': null
  'site.about': null
  'site.about.hint': null
  'site.language': null
  'site.language.hint': null
  'site.maintenance': null
  'site.maintenance.end': null
  'site.maintenance.isOn': null
  'site.maintenance.lead': null
  'site.maintenance.on': null
  'site.maintenance.text': null
  'site.maintenance.text.hint': null
  'site.maintenance.until': null
  'site.maintenance.until.hint': null
  'site.map': null
  'site.map.attribution': null
  'site.map.attribution.hint': null
  'site.map.attributionUrl': null
  'site.map.lead': null
  'site.map.tileUrl': null
  'site.map.tileUrl.hint': null
  'site.name': null
  'site.name.hint': null
  'site.sorts': null
  'site.sorts.albums': null
  'site.sorts.albums.hint': null
  'site.sorts.lead': null
  'site.sorts.own': { sort: Text }
  'site.sorts.photos': null
  'site.text': null
  'site.title': null
  'skip.content': null
  'slideshow.apply': null
  'slideshow.captions': null
  'slideshow.end': null
  'slideshow.key': null
  'slideshow.leave': null
  'slideshow.leaveTo': { name: Text }
  'slideshow.loop': null
  'slideshow.none': null
  'slideshow.options': null
  'slideshow.pause': null
  'slideshow.play': null
  'slideshow.seconds': null
  'slideshow.shuffle': null
  'slideshow.title': { name: Text }
  'sort.-addedAt': null
  'sort.-fileName': null
  'sort.-id': null
  'sort.-rating': null
  'sort.-takenAt': null
  'sort.-title': null
  'sort.-views': null
  'sort.addedAt': null
  'sort.default': null
  'sort.fileName': null
  'sort.id': null
  'sort.label': null
  'sort.position': null
  'sort.random': null
  'sort.rating': null
  'sort.submit': null
  'sort.takenAt': null
  'sort.title': null
  'sort.views': null
  'storage.busy': null
  'storage.check': null
  'storage.figure.bytes': null
  'storage.figure.hashed': null
  'storage.figure.libraryFiles': null
  'storage.figure.objects': null
  'storage.figure.quarantined': null
  'storage.findings': null
  'storage.findings.more': { count: number }
  'storage.findings.none': null
  'storage.finished': { at: Text }
  'storage.isRepaired': null
  'storage.kind.changed': null
  'storage.kind.database': null
  'storage.kind.leftover': null
  'storage.kind.library-changed': null
  'storage.kind.library-damaged': null
  'storage.kind.library-missing': null
  'storage.kind.missing': null
  'storage.kind.orphan': null
  'storage.kind.root-offline': null
  'storage.kind.unknown': null
  'storage.kind.unreadable': null
  'storage.kind.wrong-size': null
  'storage.last': null
  'storage.lead': null
  'storage.never': null
  'storage.never.text': null
  'storage.outcome.abandoned': null
  'storage.outcome.damaged': null
  'storage.outcome.running': null
  'storage.outcome.untidy': null
  'storage.outcome.well': null
  'storage.repair': null
  'storage.repair.text': null
  'storage.since': { at: Text }
  'storage.started': null
  'storage.title': null
  'tables.after': null
  'tables.apply': { count: number }
  'tables.applyRest': { count: number }
  'tables.applying': { percent: Text }
  'tables.before': null
  'tables.byColumn': null
  'tables.changed': null
  'tables.changes': null
  'tables.changes.first': { count: number }
  'tables.checking': null
  'tables.column': null
  'tables.errors': null
  'tables.errors.lead': null
  'tables.errors.left': null
  'tables.export': null
  'tables.export.format': null
  'tables.export.lead': null
  'tables.export.q': null
  'tables.export.q.hint': null
  'tables.export.start': null
  'tables.failed': null
  'tables.format.csv': null
  'tables.format.csv-bom': null
  'tables.format.json': null
  'tables.format.ndjson': null
  'tables.gone': null
  'tables.ignored': { names: Text }
  'tables.import': null
  'tables.import.check': null
  'tables.import.clear': null
  'tables.import.clear.hint': null
  'tables.import.file': null
  'tables.import.file.hint': null
  'tables.import.lead': null
  'tables.import.missing': null
  'tables.import.tooLarge': null
  'tables.is': null
  'tables.lead': null
  'tables.nothing': null
  'tables.onlyWrong': null
  'tables.photo': null
  'tables.reason': null
  'tables.refresh': null
  'tables.row': null
  'tables.rows': null
  'tables.state.applied': null
  'tables.state.applying': null
  'tables.state.checked': null
  'tables.state.failed': null
  'tables.text': null
  'tables.title': null
  'tables.unchanged': null
  'tables.was': null
  'tables.wouldChange': null
  'tag.none.text': null
  'tag.none.title': null
  'tag.title': { name: Text }
  'tags.all': null
  'tags.beginningWith': { text: Text }
  'tags.cloud': null
  'tags.empty.text': null
  'tags.empty.title': null
  'tags.jump': null
  'tags.letters': null
  'tags.more': null
  'tags.moreOf': { count: number }
  'tags.title': null
  'tags.view': null
  'tags.view.cloud': null
  'tags.view.letters': null
  'texts.languages': null
  'texts.languages.hint': null
  'tools.calendar': null
  'tools.label': null
  'tools.random': null
  'tools.search': null
  'upload.added': null
  'upload.cancel': null
  'upload.clear': null
  'upload.drop': null
  'upload.duplicate': null
  'upload.file': null
  'upload.folders': null
  'upload.lead': { size: Text }
  'upload.list': null
  'upload.one': null
  'upload.photo': null
  'upload.pickFiles': null
  'upload.pickFolder': null
  'upload.retry': null
  'upload.retryAll': null
  'upload.review': null
  'upload.submit': null
  'upload.text.cancelOf': { name: Text }
  'upload.text.duplicates': { duplicates: Text }
  'upload.text.error.CSRF_REJECTED': null
  'upload.text.error.FORBIDDEN': null
  'upload.text.error.MEDIA_TOO_LARGE': null
  'upload.text.error.MEDIA_TRUNCATED': null
  'upload.text.error.STORAGE_FULL': null
  'upload.text.error.UNAUTHENTICATED': null
  'upload.text.failures': { failed: Text }
  'upload.text.more': { count: Text }
  'upload.text.nothing': null
  'upload.text.pause': null
  'upload.text.progressOf': { name: Text }
  'upload.text.resume': null
  'upload.text.retryOf': { name: Text }
  'upload.text.state.done': null
  'upload.text.state.duplicate': null
  'upload.text.state.paused': null
  'upload.text.state.retrying': null
  'upload.text.state.sending': null
  'upload.text.state.waiting': null
  'upload.text.summary': { done: Text; files: Text }
  'upload.text.unfinished': { names: Text; count: Text }
  'upload.text.unreadable': null
  'upload.title': null
  'upload.titleIn': { name: Text }
  'upload.toAlbum': null
  'upload.total': null
  'upload.waits': null
  'viewing.group': { name: Text }
  'viewing.guest': null
  'viewing.leave': null
  'viewing.link': { name: Text }
  'viewing.shared': { name: Text }
  'viewing.stop': null
  'viewing.user': { name: Text }
  'webhooks.add': null
  'webhooks.add.submit': null
  'webhooks.delete': null
  'webhooks.deleted': null
  'webhooks.description': null
  'webhooks.disabled': null
  'webhooks.end': null
  'webhooks.events': null
  'webhooks.events.hint': null
  'webhooks.failing': { since: Text }
  'webhooks.lead': null
  'webhooks.list': null
  'webhooks.log': null
  'webhooks.log.answer': { status: Text; ms: number }
  'webhooks.log.at': null
  'webhooks.log.attempts': null
  'webhooks.log.dead': null
  'webhooks.log.delivered': null
  'webhooks.log.event': null
  'webhooks.log.more': null
  'webhooks.log.noAnswer': null
  'webhooks.log.none': null
  'webhooks.log.outcome': null
  'webhooks.log.waiting': null
  'webhooks.next': { at: Text }
  'webhooks.none.text': null
  'webhooks.none.title': null
  'webhooks.open': null
  'webhooks.pause': null
  'webhooks.renew': null
  'webhooks.replay': null
  'webhooks.replay.lead': null
  'webhooks.replay.since': null
  'webhooks.replay.since.fault': null
  'webhooks.replay.since.hint': null
  'webhooks.replay.submit': null
  'webhooks.replayed': null
  'webhooks.resend': null
  'webhooks.resume': null
  'webhooks.save': null
  'webhooks.saved': null
  'webhooks.secret.text': null
  'webhooks.secret.title': null
  'webhooks.settings': null
  'webhooks.state.active': null
  'webhooks.state.disabled': null
  'webhooks.state.failing': null
  'webhooks.state.paused': null
  'webhooks.test': null
  'webhooks.tested': { status: Text }
  'webhooks.tested.none': null
  'webhooks.tested.refused': { status: Text }
  'webhooks.text': null
  'webhooks.title': null
  'webhooks.types.all': null
  'webhooks.url': null
  'webhooks.url.hint': null
  'zoom.close': null
  'zoom.failed': null
  'zoom.open': null
  'zoom.title': null
  'zoom.toggle': null
}
