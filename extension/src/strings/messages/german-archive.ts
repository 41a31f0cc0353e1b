import type { MessageTemplate } from './translate';

/** Of archives and servers, and of what is stored on them. */
export const germanArchiveMessages: readonly MessageTemplate[] = [
  [
    'The archive could not read the object (HTTP 400): see its log.',
    'Das Archiv konnte das Objekt nicht lesen (HTTP 400): siehe sein Protokoll.',
  ],
  [
    'Not logged in to the archive (HTTP 401): log in to the viewer again, then store again.',
    'Nicht am Archiv angemeldet (HTTP 401): neu am Viewer anmelden, dann erneut archivieren.',
  ],
  [
    'No permission to store in this archive (HTTP 403): contact your administrator.',
    'Keine Berechtigung, in diesem Archiv zu speichern (HTTP 403): an die Administration wenden.',
  ],
  [
    'No storage address configured for this archive (HTTP 404): contact your administrator.',
    'Für dieses Archiv ist keine Speicheradresse eingerichtet (HTTP 404): an die Administration wenden.',
  ],
  [
    'The archive does not allow storing over DICOMweb (HTTP 405, STOW-RS): contact your administrator.',
    'Das Archiv erlaubt kein Speichern über DICOMweb (HTTP 405, STOW-RS): an die Administration wenden.',
  ],
  [
    'The object is larger than the archive or a proxy allows (HTTP 413): contact your administrator.',
    'Das Objekt ist größer, als das Archiv oder ein Proxy erlaubt (HTTP 413): an die Administration wenden.',
  ],
  [
    'The archive does not accept this kind of object (HTTP 415): see its log.',
    'Das Archiv nimmt diese Art von Objekt nicht an (HTTP 415): siehe sein Protokoll.',
  ],
  [
    'The archive is busy (HTTP 429): store again later.',
    'Das Archiv ist ausgelastet (HTTP 429): später erneut archivieren.',
  ],
  [
    'The archive is full (HTTP 507): contact your administrator.',
    'Das Archiv ist voll (HTTP 507): an die Administration wenden.',
  ],
  ['{}: no reason given, see its log.', '{1}: kein Grund genannt, siehe sein Protokoll.'],
  ['The archive refused the object (HTTP {})', 'Das Archiv hat das Objekt abgelehnt (HTTP {1})'],
  [
    'The archive refused the object (HTTP {}): {}.',
    'Das Archiv hat das Objekt abgelehnt (HTTP {1}): {2}.',
  ],
  [
    '{}: an object with this UID already exists (failure reason 0111)',
    '{1}: Ein Objekt mit dieser UID gibt es schon (Fehlergrund 0111)',
  ],
  [
    'The archive answered about other objects (HTTP {})',
    'Das Archiv hat zu anderen Objekten geantwortet (HTTP {1})',
  ],
  ['Archive not reachable', 'Archiv nicht erreichbar'],
  [
    'The archive redirected the request (HTTP {})',
    'Das Archiv hat die Anfrage umgeleitet (HTTP {1})',
  ],
  [
    "A web page came instead of the archive's response (HTTP {})",
    'Statt der Antwort des Archivs kam eine Webseite (HTTP {1})',
  ],
  [
    'The archive accepted the object for later (HTTP 202)',
    'Das Archiv hat das Objekt für später angenommen (HTTP 202)',
  ],
  [
    'The archive did not confirm the object (HTTP {})',
    'Das Archiv hat das Objekt nicht bestätigt (HTTP {1})',
  ],
  [
    'The archive did not store the object (HTTP {}).',
    'Das Archiv hat das Objekt nicht gespeichert (HTTP {1}).',
  ],
  [
    'The archive is busy or under maintenance (HTTP 503)',
    'Das Archiv ist ausgelastet oder wird gewartet (HTTP 503)',
  ],
  ['Archive error (HTTP {})', 'Fehler des Archivs (HTTP {1})'],
  [
    '{}, and a query does not find the object: {}',
    '{1}, und eine Suche findet das Objekt nicht: {2}',
  ],
  ['{}, and a query failed: {}', '{1}, und eine Suche ist fehlgeschlagen: {2}'],
  ['store again.', 'erneut archivieren.'],
  ['see its log, then store again.', 'siehe sein Protokoll, dann erneut archivieren.'],
  ['check the connection, then store again.', 'Verbindung prüfen, dann erneut archivieren.'],
  [
    'log in to the viewer again, then store again.',
    'neu am Viewer anmelden, dann erneut archivieren.',
  ],
  [
    'look for it in the study later, and store again if it does not appear.',
    'später in der Studie danach sehen und erneut archivieren, falls es nicht erscheint.',
  ],
  ['store again later.', 'später erneut archivieren.'],
  ['see its log and store again later.', 'siehe sein Protokoll, und später erneut archivieren.'],
  ['{} (failure reason {})', '{1} (Fehlergrund {2})'],
  ['processing failure', 'Fehler bei der Verarbeitung'],
  ['SOP class not supported', 'SOP-Klasse nicht unterstützt'],
  ['not authorised', 'nicht berechtigt'],
  ['resource limitation', 'Mittel erschöpft'],
  ['archive full', 'Archiv voll'],
  ['object not understood', 'Objekt nicht verstanden'],
  ['no reason given, see its log', 'kein Grund genannt, siehe sein Protokoll'],
  ['see its log', 'siehe sein Protokoll'],
  [
    'The archive stored the object with a warning: {} (warning reason {}).',
    'Das Archiv hat das Objekt mit einer Warnung gespeichert: {1} (Warngrund {2}).',
  ],
  ['it changed attributes of the object', 'Attribute des Objekts wurden geändert'],
  ['it discarded attributes of the object', 'Attribute des Objekts wurden verworfen'],
  [
    'it finds that the object does not match its SOP class',
    'Das Objekt passe nicht zu seiner SOP-Klasse',
  ],
  ['This archive does not accept results.', 'Dieses Archiv nimmt keine Ergebnisse an.'],
  [
    'This archive cannot be searched for earlier studies.',
    'Dieses Archiv lässt sich nicht nach früheren Studien durchsuchen.',
  ],
  [
    'The archive did not answer the search for earlier studies.',
    'Das Archiv hat auf die Suche nach früheren Studien nicht geantwortet.',
  ],
  ['Reports not retrieved ({}).', 'Berichte nicht abgerufen ({1}).'],
  ['the data source does not give metadata', 'die Datenquelle liefert keine Metadaten'],
  ['the archive did not answer', 'das Archiv hat nicht geantwortet'],
  [
    'The study has no Patient ID to search for.',
    'Die Studie hat keine Patienten-ID, nach der sich suchen ließe.',
  ],
  ['A report could not be read: {}', 'Ein Bericht war nicht lesbar: {1}'],
  ['Only {} of {} reports were read.', 'Nur {1} von {2} Berichten wurden gelesen.'],
  [
    'A report is of another patient than the study; it was not read.',
    'Ein Bericht gehört zu einem anderen Patienten als die Studie; er wurde nicht gelesen.',
  ],
  [
    'ESV is {} mL and EDV {} mL; the end-systolic volume cannot be larger',
    'ESV ist {1} ml und EDV {2} ml; das endsystolische Volumen kann nicht größer sein',
  ],
  [
    'EF is {} %, but EDV {} mL and ESV {} mL make {} %',
    'EF ist {1} %, aber EDV {2} ml und ESV {3} ml ergeben {4} %',
  ],
  [
    'The page has no archive that can be searched by DICOMweb.',
    'Die Seite hat kein Archiv, das sich über DICOMweb durchsuchen lässt.',
  ],
  ['It cannot be reached.', 'Es ist nicht erreichbar.'],
  [
    'It answers the search for reports with {}.',
    'Es antwortet auf die Suche nach Berichten mit {1}.',
  ],
  [
    'Its answer to the search for reports is not DICOM JSON.',
    'Seine Antwort auf die Suche nach Berichten ist kein DICOM-JSON.',
  ],
  [
    'Not logged in to the FHIR server (HTTP 401): log in to the viewer again, then send again.',
    'Nicht am FHIR-Server angemeldet (HTTP 401): neu am Viewer anmelden, dann erneut senden.',
  ],
  [
    'No permission to store on the FHIR server (HTTP 403): contact your administrator.',
    'Keine Berechtigung, auf dem FHIR-Server zu speichern (HTTP 403): an die Administration wenden.',
  ],
  [
    'The address of the FHIR server is wrong (HTTP 404): contact your administrator.',
    'Die Adresse des FHIR-Servers ist falsch (HTTP 404): an die Administration wenden.',
  ],
  [
    'The FHIR server does not take transactions at this address (HTTP 405): contact your administrator.',
    'Der FHIR-Server nimmt unter dieser Adresse keine Transaktionen an (HTTP 405): an die Administration wenden.',
  ],
  [
    'The report is larger than the FHIR server allows (HTTP 413): contact your administrator.',
    'Der Bericht ist größer, als der FHIR-Server erlaubt (HTTP 413): an die Administration wenden.',
  ],
  [
    'The FHIR server does not take JSON (HTTP 415): contact your administrator.',
    'Der FHIR-Server nimmt kein JSON an (HTTP 415): an die Administration wenden.',
  ],
  [
    'The FHIR server cannot be reached, redirects, or is not allowed by this page: check the connection, then send again. Nothing confirms that the report is stored.',
    'Der FHIR-Server ist nicht erreichbar, leitet um oder ist dieser Seite nicht erlaubt: Verbindung prüfen, dann erneut senden. Nichts bestätigt, dass der Bericht gespeichert ist.',
  ],
  [
    'The FHIR server has an error (HTTP {}): {}. Send again later.',
    'Der FHIR-Server hat einen Fehler (HTTP {1}): {2}. Später erneut senden.',
  ],
  [
    'The FHIR server refused the report (HTTP {}): {}.',
    'Der FHIR-Server hat den Bericht abgelehnt (HTTP {1}): {2}.',
  ],
  [
    'The FHIR server did not store all of the report ({}): see its log.',
    'Der FHIR-Server hat nicht den ganzen Bericht gespeichert ({1}): siehe sein Protokoll.',
  ],
  [
    'The FHIR server answered for {} of {} resources: see its log.',
    'Der FHIR-Server hat zu {1} von {2} Ressourcen geantwortet: siehe sein Protokoll.',
  ],
  [
    'The FHIR server did not confirm the report (HTTP {}): {}.',
    'Der FHIR-Server hat den Bericht nicht bestätigt (HTTP {1}): {2}.',
  ],
  ['it answered without a resource', 'er hat ohne Ressource geantwortet'],
  [
    'The study has no Patient ID, so FHIR resources of it would belong to nobody.',
    'Die Studie hat keine Patienten-ID, FHIR-Ressourcen würden also niemandem gehören.',
  ],
  [
    'No FHIR server is configured: contact your administrator.',
    'Es ist kein FHIR-Server eingerichtet: an die Administration wenden.',
  ],
  [
    'Accept a result first: a reporting system gets accepted values only.',
    'Erst ein Ergebnis annehmen: Ein Befundsystem erhält nur angenommene Werte.',
  ],
  [
    'No finished results to store: analyse the selected clips first.',
    'Keine fertigen Ergebnisse zu archivieren: erst die ausgewählten Clips auswerten.',
  ],
  [
    'No finished results for a PDF: analyse the selected clips first.',
    'Keine fertigen Ergebnisse für ein PDF: erst die ausgewählten Clips auswerten.',
  ],
  [
    'The automatic report has values of an imported network that nobody evaluated here: analyse the clips and accept them one by one.',
    'Der automatische Bericht hat Werte eines importierten Netzes, das hier niemand geprüft hat: Die Clips auswerten und sie einzeln annehmen.',
  ],
  [
    'No automatic report of this study waits for a reader.',
    'Kein automatischer Bericht dieser Studie wartet auf einen Befunder.',
  ],
  [
    'The automatic report is no longer in this study: open the study again.',
    'Der automatische Bericht ist nicht mehr in dieser Studie: die Studie neu öffnen.',
  ],
  [
    'The archive gives this report only in part, so it cannot be accepted as it is: run EchoNet on the clips and accept its results.',
    'Das Archiv liefert diesen Bericht nur in Teilen, er lässt sich also nicht unverändert annehmen: die Clips auswerten und deren Ergebnisse annehmen.',
  ],
  [
    'Attention maps are not computed for all frames yet.',
    'Die Aufmerksamkeitskarten sind noch nicht für alle Bilder berechnet.',
  ],
  [
    'Saliency of frame {} is not computed yet.',
    'Die Aufmerksamkeitskarte von Bild {1} ist noch nicht berechnet.',
  ],
  ['{} has no header that could be cited.', '{1} hat keinen Header, der sich zitieren ließe.'],
  ['Nothing is known of the clip {} any more.', 'Über den Clip {1} ist nichts mehr bekannt.'],
  [
    "The clip's header cannot be cited ({} is missing or damaged), so results cannot be stored with it.",
    'Der Header des Clips lässt sich nicht zitieren ({1} fehlt oder ist beschädigt), Ergebnisse lassen sich also nicht dazu archivieren.',
  ],
  ['The browser cannot draw the overlay.', 'Der Browser kann das Overlay nicht zeichnen.'],
  [
    'The browser cannot make a JPEG of the overlay.',
    'Der Browser kann aus dem Overlay kein JPEG machen.',
  ],
  [
    'The browser cannot draw the key frames.',
    'Der Browser kann die Schlüsselbilder nicht zeichnen.',
  ],
  [
    'The browser cannot make a JPEG of the key frame.',
    'Der Browser kann aus dem Schlüsselbild kein JPEG machen.',
  ],
  [
    'Read automatically; no person has checked it. Preliminary until a reader accepts it.',
    'Automatisch gelesen; niemand hat es geprüft. Vorläufig, bis ein Befunder es annimmt.',
  ],
  [
    'Its answer to the search for reports is too long or broke off.',
    'Seine Antwort auf die Suche nach Berichten ist zu lang oder brach ab.',
  ],
  [
    'The FHIR server did not confirm the report: its answer does not end. See its log.',
    'Der FHIR-Server hat den Bericht nicht bestätigt: Seine Antwort endet nicht. Siehe sein Protokoll.',
  ],
];
