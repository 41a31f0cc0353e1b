/** Manufacturer of simulated clips, of both styles; phantom/src/dicom writes it. */
const simulatedManufacturer = /^(Simulated echoes, |EchoNet for OHIF, simulated echoes$)/;

/** Whether a clip was simulated by this project, by its Manufacturer (0008,0070). */
export function isSimulatedBy(manufacturer: string): boolean {
  return simulatedManufacturer.test(manufacturer);
}
