import type { HostManagers } from '../host/contracts';
import { OfferedImages } from '../host/offer-images';
import { fetchVideo } from './fetch-video';
import type { VideoHost } from './with-video';

/** OHIF as a {@link VideoHost}; the decoder is loaded with the first video. */
export function videoHost(host: HostManagers): VideoHost {
  const { userAuthenticationService } = host.servicesManager.services;
  return {
    fetch: (imageId) =>
      fetchVideo(imageId, userAuthenticationService.getAuthorizationHeader?.() ?? {}),
    async decode(video, mostFrames) {
      const { decodeVideo } = await import('./decode-video');
      return decodeVideo(video, mostFrames);
    },
    offered: new OfferedImages(host),
  };
}
