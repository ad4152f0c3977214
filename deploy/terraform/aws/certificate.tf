# For the load balancers, whose controller finds it by the hosts of the Ingresses, once it is issued. Nothing here waits
# for that: it takes records in a DNS zone that is not made here.
resource "aws_acm_certificate" "this" {
  count = length(var.host_names) > 0 ? 1 : 0

  domain_name               = var.host_names[0]
  subject_alternative_names = slice(var.host_names, 1, length(var.host_names))
  validation_method         = "DNS"

  lifecycle {
    # A load balancer keeps the old one until it has the new one.
    create_before_destroy = true
  }
}
