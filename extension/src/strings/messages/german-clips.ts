import type { MessageTemplate } from './translate';

/** Of clips: their headers, frames and images, and what was found in them. */
export const germanClipMessages: readonly MessageTemplate[] = [
  ['The header cannot be read: {}.', 'Der Header ist nicht lesbar: {1}.'],
  ['The header cannot be read.', 'Der Header ist nicht lesbar.'],
  [
    'The archive refused access (HTTP {}); log in again, then analyse again.',
    'Das Archiv verweigert den Zugriff (HTTP {1}); neu anmelden, dann erneut auswerten.',
  ],
  ['Not in the archive (HTTP {}).', 'Nicht im Archiv (HTTP {1}).'],
  [
    'Archive error (HTTP {}); try again later or contact your administrator.',
    'Fehler des Archivs (HTTP {1}); später erneut versuchen oder an die Administration wenden.',
  ],
  [
    'Archive not reachable; check the connection, or log in again, and try again.',
    'Archiv nicht erreichbar; Verbindung prüfen oder neu anmelden und erneut versuchen.',
  ],
  [
    'The archive answered with a web page: log in again, then analyse again.',
    'Das Archiv hat mit einer Webseite geantwortet: neu anmelden, dann erneut auswerten.',
  ],
  [
    'No answer from the archive within {} seconds; try again.',
    'Keine Antwort des Archivs innerhalb von {1} Sekunden; erneut versuchen.',
  ],
  ['Frame not decoded: {}', 'Bild nicht dekodiert: {1}'],
  ['no reason given', 'kein Grund genannt'],
  ['no reason given.', 'kein Grund genannt.'],
  ['{} of {} frames not readable. Frame {}: {}', '{1} von {2} Bildern nicht lesbar. Bild {3}: {4}'],
  ['{} of {} frames not readable.', '{1} von {2} Bildern nicht lesbar.'],
  ['Frame {} left out. {}', 'Bild {1} ausgelassen. {2}'],
  [
    'Later frames that were not requested: {}.',
    'Spätere Bilder, die nicht angefordert wurden: {1}.',
  ],
  ['Frame not readable. {}', 'Bild nicht lesbar. {1}'],
  ['Frame {}: {}', 'Bild {1}: {2}'],
  ['The frame could not be read.', 'Das Bild war nicht lesbar.'],
  [
    'Fewer frames in the archive than in the header.',
    'Im Archiv sind weniger Bilder als laut Header.',
  ],
  [
    '{} x {} pixels instead of {} x {} as in the header.',
    '{1} x {2} Pixel statt {3} x {4} laut Header.',
  ],
  [
    'The image is blank: its data is damaged or empty.',
    'Das Bild ist leer: Seine Daten sind beschädigt oder fehlen.',
  ],
  ['It cannot be read by EchoNet.', 'EchoNet kann ihn nicht lesen.'],
  [
    'The instance has no attributes; it is no DICOM data set.',
    'Die Instanz hat keine Attribute; sie ist kein DICOM-Datensatz.',
  ],
  [
    'SOP Instance UID is missing, so results could not be tied to the clip; store it anew.',
    'SOP Instance UID fehlt, Ergebnisse ließen sich dem Clip nicht zuordnen; neu archivieren.',
  ],
  [
    '{} is missing, so the instance is no readable image.',
    '{1} fehlt, die Instanz ist also kein lesbares Bild.',
  ],
  [
    '{} is {}; a whole number from {} to {} was expected.',
    '{1} ist {2}; erwartet war eine ganze Zahl von {3} bis {4}.',
  ],
  [
    "Pixels are not square ({} times as high as wide); the network's image is resampled to square ones.",
    'Die Pixel sind nicht quadratisch ({1}-mal so hoch wie breit); für das Netz werden sie auf quadratische umgerechnet.',
  ],
  [
    'The header describes {} sectors on the screen.',
    'Der Header beschreibt {1} Sektoren auf dem Bildschirm.',
  ],
  [
    'No ultrasound region in the header; scan sector searched for in the whole image.',
    'Keine Ultraschallregion im Header; Sektor im ganzen Bild gesucht.',
  ],
  [
    'The clip is a 3-D ultrasound volume; EchoNet analyses 2-D clips.',
    'Der Clip ist ein 3-D-Ultraschallvolumen; EchoNet wertet 2-D-Clips aus.',
  ],
  [
    'Clip stored as a secondary capture; its header holds little information.',
    'Clip als Secondary Capture gespeichert; sein Header enthält wenig.',
  ],
  [
    'Clip stored as a secondary capture (modality {}); accepted as ultrasound because its header describes ultrasound regions.',
    'Clip als Secondary Capture gespeichert (Modalität {1}); als Ultraschall angenommen, weil sein Header Ultraschallregionen beschreibt.',
  ],
  ['The instance holds no image (modality {}).', 'Die Instanz enthält kein Bild (Modalität {1}).'],
  ['The clip is not ultrasound (modality {}).', 'Der Clip ist kein Ultraschall (Modalität {1}).'],
  [
    'The clip has no frames; send it again from the ultrasound machine or the archive.',
    'Der Clip hat keine Bilder; vom Ultraschallgerät oder Archiv neu senden.',
  ],
  [
    'The clip is a single still image; EchoNet analyses moving clips.',
    'Der Clip ist ein Einzelbild; EchoNet wertet bewegte Clips aus.',
  ],
  [
    'The clip is of another kind of exam (Image Type says {}); EchoNet analyses transthoracic echo.',
    'Der Clip ist von einer anderen Untersuchung (Image Type: {1}); EchoNet wertet transthorakale Echos aus.',
  ],
  [
    'The clip shows colour Doppler; EchoNet analyses plain B-mode.',
    'Der Clip zeigt Farbdoppler; EchoNet wertet reinen B-Mode aus.',
  ],
  [
    'The clip shows spectral Doppler; EchoNet analyses plain B-mode.',
    'Der Clip zeigt Spektraldoppler; EchoNet wertet reinen B-Mode aus.',
  ],
  [
    'The clip shows M-mode; EchoNet analyses plain B-mode.',
    'Der Clip zeigt M-Mode; EchoNet wertet reinen B-Mode aus.',
  ],
  [
    'The clip shows a 3-D rendering; EchoNet analyses plain B-mode.',
    'Der Clip zeigt eine 3-D-Darstellung; EchoNet wertet reinen B-Mode aus.',
  ],
  [
    'Clip of a stress test ({}): its values are not those at rest.',
    'Clip eines Stresstests ({1}): Seine Werte sind nicht die in Ruhe.',
  ],
  [
    'Clip with a contrast agent ({}), which the network was not trained on.',
    'Clip mit Kontrastmittel ({1}), mit dem das Netz nicht trainiert wurde.',
  ],
  [
    '{} in header is wrong ({} frames a second); ignored.',
    '{1} im Header ist falsch ({2} Bilder pro Sekunde); nicht verwendet.',
  ],
  [
    'No frame times in the header: {} frames a second assumed.',
    'Keine Bildzeiten im Header: {1} Bilder pro Sekunde angenommen.',
  ],
  [
    'Frame Time in header is wrong ({} ms); ignored.',
    'Frame Time im Header ist falsch ({1} ms); nicht verwendet.',
  ],
  [
    'Frame Time Vector in header is wrong ({} values for {} frames); ignored.',
    'Frame Time Vector im Header ist falsch ({1} Werte für {2} Bilder); nicht verwendet.',
  ],
  [
    'Frame Time Vector in header has invalid values; ignored.',
    'Frame Time Vector im Header hat ungültige Werte; nicht verwendet.',
  ],
  [
    'Frame Time Vector in header grows from frame to frame; taken for times since the first frame.',
    'Frame Time Vector im Header wächst von Bild zu Bild; als Zeiten seit dem ersten Bild genommen.',
  ],
  [
    'Frame Time Vector in header has one value less than there are frames; taken for the times between them.',
    'Frame Time Vector im Header hat einen Wert weniger, als es Bilder gibt; als Zeiten dazwischen gelesen.',
  ],
  [
    'Start Trim and Stop Trim in header are wrong ({} to {} of {} frames); ignored.',
    'Start Trim und Stop Trim im Header sind falsch ({1} bis {2} von {3} Bildern); nicht verwendet.',
  ],
  [
    'Frames {} to {} of {} used: the header trims the others.',
    'Bilder {1} bis {2} von {3} verwendet: Der Header schneidet die anderen weg.',
  ],
  [
    'Header contradicts itself: {} ms between frames by {}, which is used, and {} ms by {}.',
    'Der Header widerspricht sich: {1} ms zwischen den Bildern laut {2}, was gilt, und {3} ms laut {4}.',
  ],
  [
    'Header contradicts itself: the clip takes {} s by its frame times, which are used, and {} s by Effective Duration.',
    'Der Header widerspricht sich: Der Clip dauert {1} s laut Bildzeiten, die gelten, und {2} s laut Effective Duration.',
  ],
  [
    'Header contradicts itself: {} beats a minute by its R waves and {} by Heart Rate; its frame times may be wrong.',
    'Der Header widerspricht sich: {1} Schläge pro Minute laut R-Zacken und {2} laut Heart Rate; die Bildzeiten können falsch sein.',
  ],
  [
    'The clip is shorter than one beat ({} s at {} beats a minute): it may lack end-diastole or end-systole.',
    'Der Clip ist kürzer als ein Herzschlag ({1} s bei {2} Schlägen pro Minute): Enddiastole oder Endsystole können fehlen.',
  ],
  ['The size of a pixel is not known: {}.', 'Die Größe eines Pixels ist unbekannt: {1}.'],
  ['no ultrasound region in the header', 'keine Ultraschallregion im Header'],
  [
    'the ultrasound region in the header does not fit the image',
    'die Ultraschallregion im Header passt nicht zum Bild',
  ],
  [
    'the scan sector lies outside of the ultrasound regions in the header',
    'der Sektor liegt außerhalb der Ultraschallregionen im Header',
  ],
  [
    'the ultrasound region in the header states none in cm',
    'die Ultraschallregion im Header nennt keine in cm',
  ],
  [
    'the ultrasound regions in the header contradict each other',
    'die Ultraschallregionen im Header widersprechen sich',
  ],
  [
    "the header's {} x {} mm a pixel is no echocardiogram's",
    '{1} x {2} mm pro Pixel laut Header hat kein Echokardiogramm',
  ],
  [
    'a depth of {} mm, as the header says, shows no heart',
    'eine Tiefe von {1} mm laut Header zeigt kein Herz',
  ],
  [
    'the ultrasound region in the header says {} and Pixel Aspect Ratio {} for the height of a pixel over its width',
    'die Ultraschallregion im Header nennt {1} und Pixel Aspect Ratio {2} als Höhe durch Breite eines Pixels',
  ],
  [
    'The images are {} x {} pixels; EchoNet accepts {} x {} to {} x {}.',
    'Die Bilder haben {1} x {2} Pixel; EchoNet nimmt {3} x {4} bis {5} x {6} an.',
  ],
  [
    'The images are {} x {} pixels; EchoNet accepts up to {} million pixels.',
    'Die Bilder haben {1} x {2} Pixel; EchoNet nimmt bis zu {3} Millionen Pixel an.',
  ],
  [
    'The clip is stored as video (MPEG-2, H.264 or H.265), which EchoNet cannot decode; have the archive convert it, for example to JPEG.',
    'Der Clip ist als Video gespeichert (MPEG-2, H.264 oder H.265), das EchoNet nicht dekodieren kann; vom Archiv umwandeln lassen, etwa in JPEG.',
  ],
  [
    'The clip holds only a link to its pixels (JPIP); have the archive send the pixels.',
    'Der Clip enthält nur einen Verweis auf seine Pixel (JPIP); vom Archiv die Pixel senden lassen.',
  ],
  [
    'The clip is compressed as {}, which {} cannot decode; {}.',
    'Der Clip ist als {1} komprimiert, was {2} nicht dekodieren kann; {3}.',
  ],
  [
    'The clip is compressed as HTJ2K from {}, which the viewer decodes wrongly; {}.',
    'Der Clip ist als HTJ2K aus {1} komprimiert, was der Viewer falsch dekodiert; {2}.',
  ],
  [
    'have the archive convert the clip, for example to JPEG',
    'den Clip vom Archiv umwandeln lassen, etwa in JPEG',
  ],
  [
    'The pixels have {} bits; EchoNet accepts 8 to 16.',
    'Die Pixel haben {1} Bit; EchoNet nimmt 8 bis 16 an.',
  ],
  [
    'The pixels take {} bits each; EchoNet reads whole bytes.',
    'Die Pixel belegen je {1} Bit; EchoNet liest ganze Bytes.',
  ],
  [
    'The header contradicts itself: High Bit {} with {} bits stored; {}.',
    'Der Header widerspricht sich: High Bit {1} bei {2} gespeicherten Bit; {3}.',
  ],
  [
    'The header contradicts itself: {} bits stored in JPEG Baseline, which holds 8; send the clip again.',
    'Der Header widerspricht sich: {1} gespeicherte Bit in JPEG Baseline, das 8 fasst; den Clip neu senden.',
  ],
  [
    'The header contradicts itself: {} with {} samples per pixel.',
    'Der Header widerspricht sich: {1} mit {2} Abtastwerten pro Pixel.',
  ],
  [
    'The header contradicts itself: YBR_FULL_422 shares colour between two pixels, and a row has {}; {}.',
    'Der Header widerspricht sich: In YBR_FULL_422 teilen sich zwei Pixel die Farbe, und eine Zeile hat {1}; {2}.',
  ],
  [
    'The pixels are signed numbers, which ultrasound does not use; the header is damaged.',
    'Die Pixel sind Zahlen mit Vorzeichen, die Ultraschall nicht verwendet; der Header ist beschädigt.',
  ],
  [
    'The header rescales grey values (Rescale Slope {}, Intercept {}), which ultrasound does not use; {}.',
    'Der Header rechnet Grauwerte um (Rescale Slope {1}, Intercept {2}), was Ultraschall nicht verwendet; {3}.',
  ],
  [
    'The pixels are stored as {}, which EchoNet cannot read; have the archive convert the clip to RGB or grey.',
    'Die Pixel sind als {1} gespeichert, was EchoNet nicht lesen kann; den Clip vom Archiv in RGB oder Grau umwandeln lassen.',
  ],
  [
    'The colour palette is segmented, which EchoNet cannot read; {}.',
    'Die Farbpalette ist segmentiert, was EchoNet nicht lesen kann; {1}.',
  ],
  [
    'The colour palette is big-endian, which EchoNet cannot read; {}.',
    'Die Farbpalette ist big-endian, was EchoNet nicht lesen kann; {1}.',
  ],
  [
    'The colours have {} bits in a form that EchoNet cannot read ({}); {}.',
    'Die Farben haben {1} Bit in einer Form, die EchoNet nicht lesen kann ({2}); {3}.',
  ],
  [
    'The background of the images is green where it must be black: their colours are not stored as the header says, so they were decoded wrongly; have the archive convert the clip to uncompressed pixels.',
    'Der Hintergrund der Bilder ist grün statt schwarz: Ihre Farben sind anders gespeichert als laut Header und wurden falsch dekodiert; den Clip vom Archiv in unkomprimierte Pixel umwandeln lassen.',
  ],
  [
    'The images show each row in pieces side by side: their colours are stored plane after plane, which the header does not say, so they were decoded wrongly; have the archive convert the clip to uncompressed pixels.',
    'Die Bilder zeigen jede Zeile in Stücken nebeneinander: Ihre Farben sind Ebene für Ebene gespeichert, was der Header nicht sagt, und wurden falsch dekodiert; den Clip vom Archiv in unkomprimierte Pixel umwandeln lassen.',
  ],
  ['Bits Stored is {}; 8 to 16 can be read.', 'Bits Stored ist {1}; lesbar sind 8 bis 16.'],
  [
    'The frame has {} values for {} x {} pixels; it was cut off or decoded wrongly.',
    'Das Bild hat {1} Werte für {2} x {3} Pixel; es wurde abgeschnitten oder falsch dekodiert.',
  ],
  ['No frame of the clip could be read.', 'Kein Bild des Clips war lesbar.'],
  [
    'The frames of the clip differ in size; send it again.',
    'Die Bilder des Clips sind verschieden groß; neu senden.',
  ],
  [
    "A frame has {} x {} pixels, where the clip's others have {} x {}.",
    'Ein Bild hat {1} x {2} Pixel, die anderen des Clips haben {3} x {4}.',
  ],
  [
    '{} of {} frames checked are blank; the clip was damaged or its pixels were lost in compression.',
    '{1} von {2} geprüften Bildern sind leer; der Clip ist beschädigt, oder seine Pixel gingen bei der Kompression verloren.',
  ],
  [
    'The clip shows no motion ({} frames checked); EchoNet analyses moving clips.',
    'Der Clip zeigt keine Bewegung ({1} Bilder geprüft); EchoNet wertet bewegte Clips aus.',
  ],
  [
    'Tinted image: its brightness is used; coloured marks remain.',
    'Getöntes Bild: Verwendet wird seine Helligkeit; farbige Marken bleiben.',
  ],
  [
    'The images show colour Doppler ({} % of the sector); EchoNet analyses plain B-mode.',
    'Die Bilder zeigen Farbdoppler ({1} % des Sektors); EchoNet wertet reinen B-Mode aus.',
  ],
  [
    'The images show a colour bar, so colour Doppler is on; EchoNet analyses plain B-mode.',
    'Die Bilder zeigen einen Farbbalken, Farbdoppler ist also an; EchoNet wertet reinen B-Mode aus.',
  ],
  [
    'No ultrasound scan sector found in the images.',
    'Kein Ultraschallsektor in den Bildern gefunden.',
  ],
  [
    'Hardly any motion in the clip; scan sector found by brightness.',
    'Kaum Bewegung im Clip; Sektor anhand der Helligkeit gefunden.',
  ],
  [
    'Ultrasound region in header is wrong; ignored (the moving area lies outside it).',
    'Ultraschallregion im Header ist falsch; nicht verwendet (der bewegte Bereich liegt außerhalb).',
  ],
  [
    'Ultrasound region in header is wrong; ignored ({} in an image of {} x {} pixels).',
    'Ultraschallregion im Header ist falsch; nicht verwendet ({1} in einem Bild von {2} x {3} Pixeln).',
  ],
  ['{}, {} to {}, {}', '{1}, {2} bis {3}, {4}'],
  [
    '{} sectors on the screen; the one with moving tissue is used.',
    '{1} Sektoren auf dem Bildschirm; verwendet wird der mit bewegtem Gewebe.',
  ],
  [
    'The screen shows {} sectors; EchoNet analyses clips of a single one.',
    'Der Bildschirm zeigt {1} Sektoren; EchoNet wertet Clips mit einem einzigen aus.',
  ],
  [
    'Scan sector not recognised; moving area used.',
    'Sektor nicht erkannt; bewegter Bereich verwendet.',
  ],
  [
    'The scan sector is narrow ({} degrees): where it cuts walls off, volumes come out too small.',
    'Der Sektor ist schmal ({1} Grad): Wo er Wände abschneidet, werden Volumina zu klein.',
  ],
  [
    'Short clip ({} s): {} frames used instead of {}.',
    'Kurzer Clip ({1} s): {2} statt {3} Bilder verwendet.',
  ],
  [
    'The clip is shorter than a beat at 100 beats a minute: it may lack end-diastole or end-systole, and what is said of it be wrong.',
    'Der Clip ist kürzer als ein Schlag bei 100 Schlägen pro Minute: Ihm fehlt womöglich Enddiastole oder Endsystole, und was über ihn gesagt wird, kann falsch sein.',
  ],
  [
    'Low frame rate (less than one frame per {} ms): {} frames used instead of {}.',
    'Niedrige Bildrate (weniger als ein Bild pro {1} ms): {2} statt {3} Bilder verwendet.',
  ],
  [
    'Short clip: {} of the {} frames that the model reads; {}.',
    'Kurzer Clip: {1} der {2} Bilder, die das Modell liest; {3}.',
  ],
  ['the last one is repeated', 'das letzte wird wiederholt'],
  ['they are repeated from the first', 'sie werden vom ersten an wiederholt'],
  ['the rest is filled with zeros', 'der Rest ist mit Nullen gefüllt'],
  ['too few for the model', 'zu wenige für das Modell'],
  [
    'The clip has {} frames per second, and the model was trained on about {}: it sees the heart beat at another speed.',
    'Der Clip hat {1} Bilder pro Sekunde, trainiert wurde das Modell mit etwa {2}: Es sieht das Herz in anderem Tempo schlagen.',
  ],
  ['no left ventricle found', 'kein linker Ventrikel gefunden'],
  ['no left atrium below the left ventricle', 'kein linker Vorhof unter dem linken Ventrikel'],
  [
    'left ventricle not closed by wall and atrium',
    'linker Ventrikel nicht von Wand und Vorhof umschlossen',
  ],
  ['more than one left ventricle or atrium', 'mehr als ein linker Ventrikel oder Vorhof'],
  ['left ventricle too round', 'linker Ventrikel zu rund'],
  [
    'walls of the left ventricle cut off at the side of the image',
    'Wände des linken Ventrikels am Bildrand abgeschnitten',
  ],
  [
    'Left atrium cut off by the edge of the sector: its volume is at least the one given.',
    'Linker Vorhof vom Sektorrand abgeschnitten: sein Volumen beträgt mindestens so viel.',
  ],
  ['borders of the left ventricle not distinct', 'Grenzen des linken Ventrikels nicht deutlich'],
  [
    "View check: probably not A4C ({}); analysed at the reader's request.",
    'Schnittebenenprüfung: wahrscheinlich kein A4C ({1}); auf Wunsch des Befunders ausgewertet.',
  ],
  [
    "View check: A4C cannot be confirmed ({}); analysed at the reader's request.",
    'Schnittebenenprüfung: A4C nicht zu bestätigen ({1}); auf Wunsch des Befunders ausgewertet.',
  ],
  [
    "View check: probably not A4C ({}; accepted from {}); analysed at the reader's request.",
    'Schnittebenenprüfung: wahrscheinlich kein A4C ({1}; akzeptiert ab {2}); auf Wunsch des Befunders ausgewertet.',
  ],
  [
    'The clip lies upside down; it was turned before it was read.',
    'Der Clip steht auf dem Kopf; er wurde vor der Auswertung gedreht.',
  ],
  [
    'The clip lies mirrored; it was turned before it was read.',
    'Der Clip ist seitenverkehrt; er wurde vor der Auswertung gespiegelt.',
  ],
  [
    'The clip lies upside down and mirrored; it was turned before it was read.',
    'Der Clip steht auf dem Kopf und ist seitenverkehrt; er wurde vor der Auswertung gedreht.',
  ],
  [
    '{} of {} is outside what the model was trained on ({} to {}); do not rely on it.',
    '{1}: {2} liegt außerhalb dessen, womit das Modell trainiert wurde ({3} bis {4}); nicht darauf verlassen.',
  ],
  [
    'The left ventricle was measured in {} of {} frames, too few for a heartbeat.',
    'Der linke Ventrikel wurde in {1} von {2} Bildern gemessen, zu wenig für einen Herzschlag.',
  ],
  [
    'In every heartbeat of the clip there are frames without a left ventricle.',
    'In jedem Herzschlag des Clips gibt es Bilder ohne linken Ventrikel.',
  ],
  [
    'The clip shows no whole heartbeat, from one end-diastole to the next.',
    'Der Clip zeigt keinen ganzen Herzschlag von Enddiastole zu Enddiastole.',
  ],
  [
    'No left ventricle is delineated in this frame.',
    'In diesem Bild ist kein linker Ventrikel umrandet.',
  ],
  ['The view was not identified.', 'Die Schnittebene wurde nicht erkannt.'],
  [
    'The clip lies {}; it was turned before it was read.',
    'Der Clip liegt {1}; er wurde vor der Auswertung gedreht.',
  ],
  [
    'The clip is stored as video ({}), which EchoNet cannot decode; {}.',
    'Der Clip ist als Video gespeichert ({1}), das EchoNet nicht dekodieren kann; {2}.',
  ],
  [
    'The clip is stored as video ({}), which EchoNet cannot decode outside the viewer; {}.',
    'Der Clip ist als Video gespeichert ({1}), das EchoNet nur im Viewer dekodieren kann; {2}.',
  ],
  [
    'The clip is stored as video ({}), which takes a browser with WebCodecs and a page opened by https; open the viewer so, or {}.',
    'Der Clip ist als Video gespeichert ({1}); das braucht einen Browser mit WebCodecs und eine Seite über https: den Viewer so öffnen oder {2}.',
  ],
  ['MPEG-2 or a live stream', 'MPEG-2 oder ein Live-Strom'],
  [
    'The video has fewer frames than its header says.',
    'Das Video hat weniger Bilder als laut Header.',
  ],
  [
    'The video is neither an MP4 file nor an MPEG transport stream.',
    'Das Video ist weder eine MP4-Datei noch ein MPEG-Transportstrom.',
  ],
  ['The file of the video holds no images.', 'Die Datei des Videos enthält keine Bilder.'],
  [
    'This browser cannot decode the video ({}); try another browser.',
    'Dieser Browser kann das Video nicht dekodieren ({1}); einen anderen Browser versuchen.',
  ],
  ['The video has no frame that can be decoded.', 'Kein Bild des Videos lässt sich dekodieren.'],
  [
    'The frames of the video would take {} MiB; EchoNet decodes up to {} MiB.',
    'Die Bilder des Videos brauchten {1} MiB; EchoNet dekodiert bis zu {2} MiB.',
  ],
  ['The archive answered {}.', 'Das Archiv hat mit {1} geantwortet.'],
  [
    'A video can be read from an archive with DICOMweb alone.',
    'Ein Video lässt sich nur aus einem Archiv mit DICOMweb lesen.',
  ],
  ['The video is larger than {} MiB.', 'Das Video ist größer als {1} MiB.'],
  [
    'The answer of the archive has no part with pixels.',
    'Die Antwort des Archivs enthält keinen Teil mit Pixeln.',
  ],
  [
    'The video holds more than {} frames, the header says {}.',
    'Das Video enthält mehr als {1} Bilder, laut Header sind es {2}.',
  ],
  [
    'The video holds {} frames, the header says {}.',
    'Das Video enthält {1} Bilder, laut Header sind es {2}.',
  ],
  [
    'The video shows a frame every {} ms, the header says {} ms, which is used.',
    'Das Video zeigt alle {1} ms ein Bild, laut Header alle {2} ms; das gilt.',
  ],
  [
    'The video shows a frame every {} ms, the header says {} ms (assumed), which is used.',
    'Das Video zeigt alle {1} ms ein Bild, angenommen waren {2} ms; das gilt.',
  ],
  ['The video holds {} frames.', 'Das Video enthält {1} Bilder.'],
  [
    'The instance that the archive sent has no video.',
    'Die Instanz, die das Archiv gesendet hat, enthält kein Video.',
  ],
  [
    'The instance that the archive sent is damaged.',
    'Die Instanz, die das Archiv gesendet hat, ist beschädigt.',
  ],
  [
    'The video shows a frame every {} ms, the header says {} ms{}, which is used.',
    'Das Video zeigt alle {1} ms ein Bild, laut Header alle {2} ms{3}; das gilt.',
  ],
  [
    'The clip is stored as video ({}), which EchoNet cannot decode{}; {}.',
    'Der Clip ist als Video gespeichert ({1}), das EchoNet nicht dekodieren kann{2}; {3}.',
  ],
];
