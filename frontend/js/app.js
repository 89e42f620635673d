// Behaviour of every page. All of it improves pages that also work without; nothing here is inline, as the content
// security policy demands. Hooks are data- attributes, never class names.
import "htmx.org";
import "./announce.js";
import "./bell.js";
import "./clock.js";
import "./composer.js";
import "./conditions.js";
import "./confirm.js";
import "./draft.js";
import "./drawer.js";
import "./dropzone.js";
import "./error-summary.js";
import "./filters.js";
import "./fragments.js";
import "./news.js";
import "./mentions.js";
import "./palette.js";
import "./passkeys.js";
import "./popover.js";
import "./recovery-codes.js";
import "./relative-time.js";
import "./rows.js";
import "./selection.js";
import "./shortcuts.js";
import "./texts.js";
import "./theme.js";
import "./toast.js";
