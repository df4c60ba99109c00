package clinic.notification;

/** By which way a message reaches its recipient. */
enum Channel {
    EMAIL,
    /** The clinic's own pages, where being marked sent is all there is to delivery. */
    IN_APP,
    /** For patients, of what others do to their visits, and of what is near. */
    SMS
}
