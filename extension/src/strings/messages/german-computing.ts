import type { MessageTemplate } from './translate';

/** Of models, their files, the browser and the settings. */
export const germanComputingMessages: readonly MessageTemplate[] = [
  ['{} is not available in this browser.', '{1} gibt es in diesem Browser nicht.'],
  ['{} on {} not used: {}', '{1} auf {2} nicht verwendet: {3}'],
  [
    '{} not used: it runs on a software adapter ({}), which is slower than WebAssembly.',
    '{1} nicht verwendet: Es läuft als Software ({2}), langsamer als WebAssembly.',
  ],
  ['{} did not start: {}', '{1} startete nicht: {2}'],
  [
    "EchoNet's files could not be loaded from the viewer's server: check the connection, then analyse again.",
    'Die Dateien von EchoNet ließen sich nicht vom Server des Viewers laden: Verbindung prüfen, dann erneut auswerten.',
  ],
  [
    'No backend is available in this browser: use a current browser.',
    'In diesem Browser lässt sich nicht rechnen: einen aktuellen Browser verwenden.',
  ],
  [
    'The backend "{}", which the viewer\'s configuration requires (echonet.backend), is not available in this browser; "auto" may find another.',
    'Das Backend „{1}“, das die Konfiguration des Viewers verlangt (echonet.backend), gibt es in diesem Browser nicht; "auto" findet vielleicht ein anderes.',
  ],
  ['plain JavaScript on the processor (slow)', 'reines JavaScript auf dem Prozessor (langsam)'],
  ['WebAssembly, {} threads', 'WebAssembly, {1} Threads'],
  ['TensorFlow.js could not initialise it.', 'TensorFlow.js konnte es nicht starten.'],
  [
    'it computes with less than 32 bits, and its numbers would be wrong.',
    'Es rechnet mit weniger als 32 Bit, seine Zahlen wären falsch.',
  ],
  [
    'it computes with less than 32 bits, so its results would be wrong.',
    'Es rechnet mit weniger als 32 Bit, seine Ergebnisse wären falsch.',
  ],
  ['the server did not answer at {}.', 'Der Server antwortet nicht: {1}.'],
  ['the server answered HTTP {} at {}.', 'Der Server antwortet mit HTTP {1}: {2}.'],
  [
    'WebGL 2 is not available to workers in this browser.',
    'WebGL 2 gibt es in diesem Browser nicht für Worker.',
  ],
  ['the browser gave no second context.', 'Der Browser gab keinen zweiten Kontext.'],
  ['WebGPU is not available in this browser.', 'WebGPU gibt es in diesem Browser nicht.'],
  ['error in its worker: {}', 'Fehler in seinem Worker: {1}'],
  ["its worker's file was not found", 'die Datei seines Workers fehlt'],
  ['the browser ended its worker', 'der Browser hat seinen Worker beendet'],
  ['out of memory', 'Speicher voll'],
  ['device lost', 'Grafikgerät verloren'],
  ['{}; EchoNet continues with {}.', '{1}; EchoNet rechnet mit {2} weiter.'],
  ["EchoNet's worker stopped ({})", 'Der Worker von EchoNet ist stehen geblieben ({1})'],
  ['WebGPU stopped ({})', 'WebGPU ist stehen geblieben ({1})'],
  ['WebGL stopped ({})', 'WebGL ist stehen geblieben ({1})'],
  ['WebAssembly stopped ({})', 'WebAssembly ist stehen geblieben ({1})'],
  ['Plain JavaScript stopped ({})', 'Reines JavaScript ist stehen geblieben ({1})'],
  [
    '{}. Reload the page; if the problem persists, contact your administrator.',
    '{1}. Die Seite neu laden; bleibt das Problem, an die Administration wenden.',
  ],
  [
    "EchoNet's {} sent a message ({}) that does not fit at {}: {}. Reload the page; if it stays, the plugin's files are of different versions.",
    'EchoNet ({1}) hat eine Nachricht gesendet ({2}), die bei {3} nicht passt: {4}. Die Seite neu laden; bleibt es, sind die Dateien des Plugins von verschiedenen Versionen.',
  ],
  [
    '{} reads single frames, not windows of them.',
    '{1} liest einzelne Bilder, keine Abschnitte davon.',
  ],
  [
    '{} reads windows of frames: it is explained by occlusion of a window alone.',
    '{1} liest Abschnitte von Bildern: Erklären lässt es sich nur durch Verdecken eines Abschnitts.',
  ],
  [
    'The clip is no longer segmented; analyse again.',
    'Der Clip ist nicht mehr segmentiert; erneut auswerten.',
  ],
  [
    'The clip is no longer prepared; analyse again.',
    'Der Clip ist nicht mehr vorbereitet; erneut auswerten.',
  ],
  [
    'Frame {} of the clip is no longer prepared; analyse again.',
    'Bild {1} des Clips ist nicht mehr vorbereitet; erneut auswerten.',
  ],
  [
    'The model has no task {} to explain.',
    'Das Modell hat kein Ergebnis {1}, das sich erklären ließe.',
  ],
  ['No model is loaded; run again.', 'Kein Modell geladen; erneut auswerten.'],
  ['EchoNet has no model to start.', 'EchoNet hat kein Modell.'],
  ['{} has no frame times.', '{1} hat keine Bildzeiten.'],
  ['ONNX Runtime Web could not be loaded from {}.', 'ONNX Runtime Web ließ sich nicht laden: {1}.'],
  [
    'Image quality {} of {}, below the threshold of {} (imported, not evaluated at this site).',
    'Bildqualität {1} von {2}, unter der Schwelle von {3} (importiert, hier nicht geprüft).',
  ],
  [
    'Imported model, not evaluated at this site: its numbers have no intervals, and how far they can be from the truth for these patients is unknown.',
    'Importiertes Modell, hier nicht geprüft: Seine Zahlen haben keine Intervalle, und wie weit sie bei diesen Patienten danebenliegen können, ist unbekannt.',
  ],
  [
    'The attention map of {} could not be computed: {}',
    'Die Aufmerksamkeitskarte von {1} ließ sich nicht berechnen: {2}',
  ],
  [
    'the server sent more than the {} MB that may be at {}.',
    'Der Server hat mehr als die erlaubten {1} MB gesendet: {2}.',
  ],
  ['the server sent nothing for {} s at {}.', 'Der Server hat {1} s lang nichts gesendet: {2}.'],
  ['the connection broke after {} MB at {}.', 'Die Verbindung brach nach {1} MB ab: {2}.'],
  [
    'the server sent another part than was asked for at {}.',
    'Der Server hat einen anderen Teil gesendet als verlangt: {1}.',
  ],
  [
    '{} Tried {} times; check the connection, then analyse again.',
    '{1} {2}-mal versucht; Verbindung prüfen, dann erneut auswerten.',
  ],
  [
    'Server not reachable: using the model stored on {}.',
    'Server nicht erreichbar: Verwendet wird das Modell, gespeichert am {1}.',
  ],
  [
    'The browser stores no model files for this page (it does over HTTPS, outside private windows): the model is downloaded at each visit, and is not there offline.',
    'Der Browser speichert für diese Seite keine Modelldateien (er tut es über HTTPS, außerhalb privater Fenster): Das Modell wird bei jedem Besuch geladen und fehlt ohne Netz.',
  ],
  [
    'No browser storage left for the model: it is downloaded again at the next visit.',
    'Kein Speicher im Browser für das Modell: Beim nächsten Besuch wird es wieder geladen.',
  ],
  [
    'The model {} tells views apart and reads nothing of the heart; in {}index.json it belongs under viewClassifier.',
    'Das Modell {1} erkennt Schnittebenen und liest nichts vom Herzen; in {2}index.json gehört es unter viewClassifier.',
  ],
  [
    'The model {} rates images and reads nothing of the heart; in {}index.json it belongs under quality.',
    'Das Modell {1} bewertet Bilder und liest nichts vom Herzen; in {2}index.json gehört es unter quality.',
  ],
  [
    'The model {} is no quality model; import it as one.',
    'Das Modell {1} ist kein Qualitätsmodell; als solches importieren.',
  ],
  [
    'The model {} was trained on clips of the view {}, and the viewer reads {} clips; choose a model of that view.',
    'Das Modell {1} wurde mit Clips der Schnittebene {2} trainiert, der Viewer liest Clips der Schnittebene {3}; ein Modell dieser Schnittebene wählen.',
  ],
  [
    'The model {} is no view classifier; export it as one.',
    'Das Modell {1} ist keine Schnittebenenerkennung; als solche exportieren.',
  ],
  [
    'The list of models at {}index.json is wrong at {}: it may name folders beside itself only.',
    'Die Liste der Modelle {1}index.json ist bei {2} falsch: Sie darf nur Ordner neben sich nennen.',
  ],
  [
    'The list of models at {}index.json names none.',
    'Die Liste der Modelle {1}index.json nennt keines.',
  ],
  ['No model found: {} is not JSON.', 'Kein Modell gefunden: {1} ist kein JSON.'],
  ['No model found: {}', 'Kein Modell gefunden: {1}'],
  ['echonet.{} names {}, and the model has {}.', 'echonet.{1} nennt {2}, und das Modell hat {3}.'],
  [
    'Invalid EchoNet settings: {}. Invalid settings ignored; contact your administrator.',
    'Ungültige Einstellungen von EchoNet: {1}. Sie gelten nicht; an die Administration wenden.',
  ],
  [
    'EchoNet needs the extension @ohif/extension-cornerstone, which this viewer lacks.',
    'EchoNet braucht die Erweiterung @ohif/extension-cornerstone, die diesem Viewer fehlt.',
  ],
  ["The model's file {} could not be read: {}", 'Die Modelldatei {1} war nicht lesbar: {2}'],
  [
    "The model's file {} is not JSON; export or download the model again.",
    'Die Modelldatei {1} ist kein JSON; das Modell neu exportieren oder laden.',
  ],
  [
    '{} lists no hash for {}, so it cannot be trusted; export the model again.',
    '{1} nennt keine Prüfsumme für {2}, der also nicht zu trauen ist; das Modell neu exportieren.',
  ],
  [
    "The model's file {} is not the one that {} was written for: its SHA-256 differs. It is damaged or was replaced; get the model again.",
    'Die Modelldatei {1} ist nicht die, für die {2} geschrieben wurde: Ihr SHA-256 weicht ab. Sie ist beschädigt oder ersetzt; das Modell neu holen.',
  ],
  [
    '{} is not the manifest of an EchoNet model: it has no schemaVersion.',
    '{1} ist kein Manifest eines EchoNet-Modells: schemaVersion fehlt.',
  ],
  [
    'The model was written for schema version {} of EchoNet, and this version reads 1 only; use a matching model or a newer EchoNet.',
    'Das Modell ist für Schemaversion {1} von EchoNet geschrieben, diese Version liest nur 1; ein passendes Modell oder ein neueres EchoNet verwenden.',
  ],
  [
    '{} cannot be used: {}. Export the model again.',
    '{1} ist nicht verwendbar: {2}. Das Modell neu exportieren.',
  ],
  ['{} cannot be run: {}', '{1} lässt sich nicht ausführen: {2}'],
  [
    '{} gives another answer to its test clip here ({}) than where it was imported ({}): they differ by {} %. Its numbers cannot be relied on in this browser; update it, or import the model again.',
    '{1} antwortet auf seinen Testclip hier ({2}) anders als beim Import ({3}): Sie unterscheiden sich um {4} %. Auf seine Zahlen ist in diesem Browser kein Verlass; ihn aktualisieren oder das Modell neu importieren.',
  ],
  [
    'ONNX Runtime gives no gradients of an imported network.',
    'ONNX Runtime liefert keine Gradienten eines importierten Netzes.',
  ],
  [
    'The weight files {} hold {} bytes, but {} describes weights of {} bytes; export the model again.',
    'Die Gewichtsdateien {1} haben {2} Byte, {3} beschreibt aber Gewichte von {4} Byte; das Modell neu exportieren.',
  ],
  [
    'The weights in {} do not fit the network in {}: {}. Export the model again.',
    'Die Gewichte in {1} passen nicht zum Netz in {2}: {3}. Das Modell neu exportieren.',
  ],
  [
    'model.json is not a layers model this version can read: {}: {}. Export the model again.',
    'model.json ist kein Layers-Modell, das diese Version lesen kann: {1}: {2}. Das Modell neu exportieren.',
  ],
  [
    'The network gave no number for {} ({}); the graphics device may have failed: try again, or choose another backend.',
    'Das Netz gab keine Zahl für {1} ({2}); vielleicht hat das Grafikgerät versagt: erneut versuchen oder ein anderes Backend wählen.',
  ],
  [
    'The segmentation network gave results that are no numbers; the graphics device may have failed: try again, or choose another backend.',
    'Das Segmentierungsnetz gab Ergebnisse, die keine Zahlen sind; vielleicht hat das Grafikgerät versagt: erneut versuchen oder ein anderes Backend wählen.',
  ],
  [
    'The model needs {} frames, and the clip has {} of them; read a longer clip.',
    'Das Modell braucht {1} Bilder, der Clip hat {2} davon; einen längeren Clip lesen.',
  ],
  [
    '{} holds values that are no numbers (NaN or infinite); the file or its input is wrong.',
    '{1} enthält Werte, die keine Zahlen sind (NaN oder unendlich); die Datei oder ihre Eingabe ist falsch.',
  ],
  ['{} is no quality model.', '{1} ist kein Qualitätsmodell.'],
  [
    'The model {} rates images and reads nothing of the heart; in {}index.json it belongs under {}.',
    'Das Modell {1} bewertet Bilder und liest nichts vom Herzen; in {2}index.json gehört es unter {3}.',
  ],
  ['{} is {}, and the contract says {} ({}).', '{1} ist {2}, laut Vertrag {3} ({4}).'],
  [
    '{} is missing; the contract does not fit the file.',
    '{1} fehlt; der Vertrag passt nicht zur Datei.',
  ],
  [
    '{} has {} numbers ({}), and the contract says {}.',
    '{1} hat {2} Zahlen ({3}), laut Vertrag {4}.',
  ],
  [
    '{} cannot be used: {}. Import the model again.',
    '{1} ist nicht verwendbar: {2}. Das Modell neu importieren.',
  ],
  ['{} has no weights of {}.', '{1} hat keine Gewichte von {2}.'],
  ['{} names weights outside of model.onnx.', '{1} nennt Gewichte außerhalb von model.onnx.'],
  [
    '{} is an ONNX file, which is not read here.',
    '{1} ist eine ONNX-Datei, die hier nicht gelesen wird.',
  ],
  [
    "The network's output {} is missing; the contract does not fit the file.",
    'Die Ausgabe {1} des Netzes fehlt; der Vertrag passt nicht zur Datei.',
  ],
  ["The network's output {}", 'Die Ausgabe {1} des Netzes'],
  ["The network's output", 'Die Ausgabe des Netzes'],
  [
    'The model {} {} and reads nothing of the heart; in {}index.json it belongs under {}.',
    'Das Modell {1} {2} liest nichts vom Herzen; in {3}index.json gehört es unter {4}.',
  ],
];
