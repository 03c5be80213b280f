-- gallery.ts buildGallery
select "name"
from "schema_steps";

-- gallery.ts buildGallery
select name
from pragma_table_info(?);

