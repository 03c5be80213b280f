-- photo-sorts.ts readPhotoSorts
select "key", "value"
from "settings"
where "key" in (?, …);

-- settings.ts site
select "key", "value"
from "settings"
where "key" in (?, …);

