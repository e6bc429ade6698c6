import "fake-indexeddb/auto";
import "./src/app/i18n";
