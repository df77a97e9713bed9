/* Made from the Rust sources by scripts/gen-headers: change those. */

#ifndef LIBVIRT_LXC_H
#define LIBVIRT_LXC_H


#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>


#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * Opens the namespaces of a container.
 *
 * @param domain a domain
 * @param fdlist an array to free, of descriptors to close
 * @param flags none exist yet; give 0
 * @return how many there are, -1 if it failed
 *
 * Since: 1.0.2
 */
extern int virDomainLxcOpenNamespace(virDomainPtr domain, int **fdlist, unsigned int flags);

/**
 * Moves the calling thread into the namespaces of a container.
 *
 * @param domain a domain
 * @param nfdlist how many descriptors there are
 * @param fdlist the descriptors of virDomainLxcOpenNamespace()
 * @param noldfdlist how many descriptors there are in oldfdlist; may be NULL
 * @param oldfdlist an array to free, of descriptors of the namespaces that it leaves, to close; may be NULL
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 1.0.2
 */
extern int virDomainLxcEnterNamespace(virDomainPtr domain,
                                      unsigned int nfdlist,
                                      int *fdlist,
                                      unsigned int *noldfdlist,
                                      int **oldfdlist,
                                      unsigned int flags);

/**
 * Gives the calling process the security label of a container.
 *
 * @param model the host's security model
 * @param label the container's label
 * @param oldlabel room for the label that it had; may be NULL
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 1.0.4
 */
extern int virDomainLxcEnterSecurityLabel(virSecurityModelPtr model,
                                          virSecurityLabelPtr label,
                                          virSecurityLabelPtr oldlabel,
                                          unsigned int flags);

/**
 * Moves the calling process into the control group of a container.
 *
 * @param domain a domain
 * @param flags none exist yet; give 0
 * @return 0, or -1 if it failed
 *
 * Since: 2.0.0
 */
extern int virDomainLxcEnterCGroup(virDomainPtr domain, unsigned int flags);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* LIBVIRT_LXC_H */
